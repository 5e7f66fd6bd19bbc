/** Packages and Node's own modules, imported by Node's loader as if from the notebook's folder. */
import { join } from "node:path";
import vm from "node:vm";
import { missingPackage } from "./resolve.ts";

type Importer = (specifier: string) => Promise<Record<string, unknown>>;

/**
 * Imports a package as a file in `folder` would. `gradlab/*` and `tslab` are always the kernel's own: so they are there wherever a notebook
 * lies, and are what the type check has seen.
 *
 * @throws Error saying how to install the package
 */
export async function importPackage(specifier: string, folder: string): Promise<Record<string, unknown>> {
  if (specifier === "tslab") return import("../tslab/index.ts");
  if (/^gradlab(\/|$)/.test(specifier)) return import(specifier);
  try {
    return await importerFor(folder)(specifier);
  } catch (error) {
    if (!isMissing(error, specifier)) throw error;
    throw Object.assign(new Error(missingPackage(specifier, folder)), { code: "ERR_MODULE_NOT_FOUND" });
  }
}

/** A function whose `import` resolves from `folder` (Node: `vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER`). */
function importerFor(folder: string): Importer {
  const script = new vm.Script("(specifier) => import(specifier)", {
    filename: join(folder, "notebook.js"),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as Importer;
}

/** The package itself is missing, not something that it imports. */
function isMissing(error: unknown, specifier: string): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "ERR_UNKNOWN_BUILTIN_MODULE") return true;
  if (code !== "ERR_MODULE_NOT_FOUND" || message === undefined) return false;
  const name = specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : specifier.split("/")[0];
  return message.includes(`Cannot find package '${name}' imported from`) && message.endsWith("notebook.js");
}

/**
 * The names of a package's namespace, with those that a CommonJS package has on its exports: Node finds only what a scan of the text shows.
 */
export function withCommonJsNames(namespace: Record<string, unknown>): Record<string, unknown> {
  const exports = namespace.default;
  if ((typeof exports !== "object" && typeof exports !== "function") || exports === null) return namespace;
  const more = Object.entries(exports).filter(([name]) => !(name in namespace));
  return more.length > 0 ? { ...Object.fromEntries(more), ...namespace } : namespace;
}

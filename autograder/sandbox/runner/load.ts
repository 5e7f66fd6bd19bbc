/** Compiles the student's cells and loads them as one module; this is where student code first runs. */
import { type Module, SourceTextModule, SyntheticModule } from "node:vm";
import { toModule } from "gradlab/kernel/notebook";

export interface Loaded {
  exports: Record<string, unknown>;
  /** Cells that do not parse, in words. */
  problems: string[];
}

/** Runs what the names need; throws what the student's code throws, and a SyntaxError where nothing could be compiled. */
export async function loadCells(cells: string[], names: string[]): Promise<Loaded> {
  const { code, problems } = toModule(cells, { roots: names });
  const module = new SourceTextModule(code, {
    identifier: "submission.ts",
    initializeImportMeta: (meta) => {
      meta.url = "file:///submission.ts";
    },
    importModuleDynamically: ((specifier: string) => linked(specifier)) as never,
  });
  await module.link(linked);
  await module.evaluate();
  return { exports: { ...(module.namespace as object) }, problems: problems.map(({ message }) => message) };
}

/** Our own doors, written out so that they are the runner's own modules and not a second copy of them. */
const DOORS: Record<string, () => Promise<object>> = {
  "gradlab/lib": () => import("gradlab/lib"),
  "gradlab/datasets": () => import("gradlab/datasets"),
  "gradlab/check": () => import("gradlab/check"),
  "gradlab/kernel": () => import("gradlab/kernel"),
};

/** The library and Node's own modules; nothing lies beside a submission. */
async function linked(specifier: string): Promise<Module> {
  if (/^[./]|^file:|^data:/.test(specifier))
    throw new Error(`cannot import "${specifier}": a submission is one notebook`);
  const namespace = (await (Object.hasOwn(DOORS, specifier) ? DOORS[specifier]() : import(specifier))) as Record<
    string,
    unknown
  >;
  const names = Object.keys(namespace);
  const module = new SyntheticModule(names, () => {
    for (const name of names) module.setExport(name, namespace[name]);
  });
  await module.link(() => module);
  await module.evaluate();
  return module;
}

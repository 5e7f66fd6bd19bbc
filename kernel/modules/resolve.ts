/** Where an import leads. */
import { existsSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, extname, isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export type Resolved =
  | { kind: "local"; path: string }
  | { kind: "package"; specifier: string }
  | { kind: "missing"; message: string };

const endings = ["", ".ts", ".mts", ".js", ".mjs", ".json", ".ipynb", "/index.ts", "/index.js"];

/** Resolves a specifier that stands in a file of `folder`. */
export function resolveSpecifier(specifier: string, folder: string): Resolved {
  if (specifier.startsWith("file:")) return localFile(fileURLToPath(specifier), specifier, folder);
  if (/^\.{1,2}(\/|$)/.test(specifier) || isAbsolute(specifier)) {
    return localFile(resolve(folder, specifier), specifier, folder);
  }
  return { kind: "package", specifier };
}

function localFile(path: string, specifier: string, folder: string): Resolved {
  const found = endings.map((ending) => path + ending).find(isFile) ?? typescriptSource(path);
  if (found !== undefined) return { kind: "local", path: found };
  return {
    kind: "missing",
    message: `Cannot find "${specifier}": looked for ${path}${extname(path) ? "" : " (.ts, .js, .json, .ipynb)"}. Paths are relative to ${folder}.`,
  };
}

/** TypeScript lets one write `./x.js` for what lies there as `./x.ts`. */
function typescriptSource(path: string): string | undefined {
  const source = path.replace(/\.(m?)js$/, ".$1ts");
  return source !== path && isFile(source) ? source : undefined;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Whether a file is the student's own text: those are compiled and reloaded here; all others are Node's. */
export function isOwnSource(path: string): boolean {
  return !path.includes("/node_modules/") && /\.(m?ts|m?js|json|ipynb)$/.test(path);
}

/** What to do about a package that is not there. */
export function missingPackage(specifier: string, folder: string): string {
  const name = specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : specifier.split("/")[0]!;
  if (specifier.startsWith("node:")) return `Cannot find "${specifier}": Node has no module of this name.`;
  const base = existsSync(resolve(folder, `${specifier}.ts`))
    ? ` For the file next to the notebook write "./${specifier}.ts".`
    : "";
  const known = isBuiltin(name) ? ` It is a module of Node: write "node:${name}".` : "";
  return `Cannot find the package "${name}" from ${folder}.${known}${base} To install it, run this in a cell: !npm install ${name}`;
}

export function folderOf(path: string): string {
  return dirname(path);
}

/** The files next to a notebook that its cells import: the checker has to be told when they change. */
import { readFileSync, statSync } from "node:fs";
import { dirname, relative } from "node:path";
import { eachChild, type Node } from "../cell/ast.ts";
import { parse } from "../cell/parse.ts";
import { withoutMagics } from "../magics/strip.ts";
import { resolveSpecifier } from "../modules/resolve.ts";
import { parseNotebook } from "../notebook/read.ts";

interface LocalFile {
  stamp: string;
}

export class LocalFiles {
  readonly #folder: string;
  readonly #files = new Map<string, LocalFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Notes the files that a cell imports, and those that they import. */
  look(source: string): void {
    if (/["'](?:\.{1,2}\/|\/|file:)/.test(source)) this.#follow(source, this.#folder);
  }

  /** The paths of files that changed since the last call. */
  changed(): string[] {
    const changed: string[] = [];
    for (const [path, file] of this.#files) {
      const stamp = stampOf(path);
      if (stamp === file.stamp) continue;
      file.stamp = stamp;
      changed.push(path);
      this.#followFile(path);
    }
    return changed;
  }

  /** Imported notebooks as TypeScript modules, by the name under which an import of them looks. */
  notebooks(): Array<{ name: string; text: string }> {
    return [...this.#files.keys()]
      .filter((path) => path.endsWith(".ipynb"))
      .map((path) => ({ name: `${relative(this.#folder, path)}.ts`, text: notebookText(path) }));
  }

  #follow(source: string, folder: string): void {
    const parsed = parse(source);
    if (!parsed.ok) return;
    for (const specifier of parsed.body.flatMap(specifiersOf)) {
      if (!/^(\.{1,2}\/|\/|file:)/.test(specifier)) continue;
      const resolved = resolveSpecifier(specifier, folder);
      if (resolved.kind !== "local" || this.#files.has(resolved.path)) continue;
      this.#files.set(resolved.path, { stamp: stampOf(resolved.path) });
      this.#followFile(resolved.path);
    }
  }

  #followFile(path: string): void {
    if (!/\.(m?ts|m?js)$/.test(path) || stampOf(path) === "gone") return;
    this.#follow(readFileSync(path, "utf8"), dirname(path));
  }
}

function specifiersOf(node: Node): string[] {
  const own = typeof node.source?.value === "string" ? [node.source.value as string] : [];
  eachChild(node, (child) => own.push(...specifiersOf(child)));
  return own;
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : "gone";
}

/** The TypeScript of all cells that parse: what is exported has its types, and a name declared twice its last one at run time only. */
function notebookText(path: string): string {
  const read = stampOf(path) === "gone" ? undefined : parseNotebook(readFileSync(path, "utf8"));
  if (!read?.ok) return "export {};\n";
  const cells = read.notebook.cells
    .filter((cell) => cell.cell_type === "code")
    .map((cell) => withoutMagics(cell.source));
  return `${cells.filter((source) => parse(source).ok).join("\n")}\nexport {};\n`;
}

/** What a cell's compiled code calls for `import`, `import()` and `import.meta` (see cell/compile.ts). */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CELL_PREFIX, LOADER_NAME } from "../cell/loader-name.ts";
import type { Magics } from "../magics/run.ts";
import { ModuleGraph } from "../modules/graph.ts";

/** A global name that an import gave its value. */
interface Binding {
  specifier: string;
  imported: string;
  value: unknown;
}

export class ModuleLoader {
  readonly #graph = new ModuleGraph();
  readonly #bindings = new Map<string, Binding>();
  readonly #folder: string;
  /** What was said last about files that do not load: said once, tried again before every cell. */
  #troubles = "";
  /** What the code of magics calls. */
  magics: Magics | undefined;
  readonly meta: { url: string; dirname: string; filename: string };

  /** @param folder the notebook's folder: relative imports and packages are looked for from there */
  constructor(folder: string) {
    this.#folder = folder;
    const filename = join(folder, "notebook.ts");
    this.meta = { url: pathToFileURL(filename).href, dirname: folder, filename };
  }

  /** Defines the global names that cells need: the loader itself, and `require`. */
  install(): void {
    define(LOADER_NAME, this);
    define("require", createRequire(join(this.#folder, "notebook.js")));
  }

  /** `import(specifier)` of a cell. */
  import = (specifier: string): Promise<Record<string, unknown>> => this.#graph.import(String(specifier), this.#folder);

  /** `import { imported as local } from specifier` of a cell; "*" is the namespace. The names follow when files change. */
  bind = async (specifier: string, wanted: Record<string, string>): Promise<Record<string, unknown>> => {
    const module = await this.import(specifier);
    const values: Record<string, unknown> = {};
    for (const [local, imported] of Object.entries(wanted)) {
      values[local] = imported === "*" ? module : module[imported];
      if (/^[./]|^file:/.test(specifier)) this.#bindings.set(local, { specifier, imported, value: values[local] });
      else this.#bindings.delete(local);
    }
    return values;
  };

  /** Makes a global name, of which Node has a getter, a plain variable. */
  own = (name: string): void => {
    if (Object.getOwnPropertyDescriptor(globalThis, name)?.get) define(name, undefined);
  };

  /**
   * To be called before each cell: names imported from files that changed on disk get their new values, unless a cell has assigned
   * something else to them. A file that does not load any more leaves its names as they are; the text says so.
   */
  async refresh(): Promise<string | undefined> {
    if (this.#bindings.size === 0) return undefined;
    if (this.#graph.dropChanged().size === 0 && this.#troubles === "") return undefined;
    const troubles = new Set<string>();
    for (const [local, binding] of this.#bindings) await this.#renew(local, binding, troubles);
    const text = [...troubles].join("");
    const isNew = text !== this.#troubles;
    this.#troubles = text;
    return isNew && text ? text : undefined;
  }

  async #renew(local: string, binding: Binding, troubles: Set<string>): Promise<void> {
    const scope = globalThis as Record<string, unknown>;
    if (scope[local] !== binding.value) return;
    try {
      const module = await this.import(binding.specifier);
      binding.value = binding.imported === "*" ? module : module[binding.imported];
      scope[local] = binding.value;
    } catch (error) {
      const { message } = error as Error;
      troubles.add(`${binding.specifier} changed but does not load, so the version before stays: ${message}\n`);
    }
  }

  /** Where the student wrote the code of a stack frame: in a cell, or in a cell of an imported notebook. */
  placeOf<T extends { file: string; line: number; column: number }>(frame: T): T {
    if (/^Cell\[\d+\]$/.test(frame.file) && frame.line === 1) {
      return { ...frame, column: Math.max(1, frame.column - CELL_PREFIX.length) };
    }
    const place = frame.file.endsWith(".ipynb") ? this.#graph.locate(frame.file, frame.line) : undefined;
    return place ? { ...frame, file: `${frame.file}, cell ${place.cell + 1}`, line: place.line } : frame;
  }
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

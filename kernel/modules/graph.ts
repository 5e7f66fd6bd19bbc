/**
 * The student's own modules: `.ts`, `.js`, `.json` and `.ipynb` files that cells import, compiled in place and made anew when a file of theirs
 * changed on disk. Everything else is Node's own business. Needs `node --experimental-vm-modules`.
 */
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import type { CellLine } from "../notebook/to-module.ts";
import { importPackage, withCommonJsNames } from "./package.ts";
import { folderOf, isOwnSource, resolveSpecifier } from "./resolve.ts";
import type { ModuleText } from "./source.ts";

interface Entry {
  path: string;
  module: vm.Module;
  /** Time of change and size when it was read. */
  stamp: string;
  dependencies: Set<string>;
  lines?: Array<CellLine | undefined>;
}

export class ModuleGraph {
  readonly #entries = new Map<string, Entry>();
  #linking: Promise<unknown> = Promise.resolve();

  /** Imports as a module in `folder` would; own files that changed are read again. */
  async import(specifier: string, folder: string): Promise<Record<string, unknown>> {
    const resolved = resolveSpecifier(specifier, folder);
    if (resolved.kind === "missing") throw new Error(resolved.message);
    if (resolved.kind === "package") return withCommonJsNames(await importPackage(specifier, folder));
    if (!isOwnSource(resolved.path)) return import(pathToFileURL(resolved.path).href);
    this.dropChanged();
    const module = await this.#link(resolved.path);
    await module.evaluate();
    return module.namespace as Record<string, unknown>;
  }

  /** Forgets files that changed, and all that import them. Gives the paths forgotten. */
  dropChanged(): Set<string> {
    const dropped = new Set<string>();
    for (const entry of this.#entries.values()) if (stampOf(entry.path) !== entry.stamp) dropped.add(entry.path);
    for (let before = -1; dropped.size > 0 && before !== dropped.size; ) {
      before = dropped.size;
      for (const entry of this.#entries.values()) {
        if ([...entry.dependencies].some((path) => dropped.has(path))) dropped.add(entry.path);
      }
    }
    for (const path of dropped) this.#entries.delete(path);
    return dropped;
  }

  /** The notebook cell that a line (from 1) of an imported notebook's module comes from. */
  locate(path: string, line: number): CellLine | undefined {
    return this.#entries.get(path)?.lines?.[line - 1];
  }

  /** One graph is linked at a time; what it left unlinked by an error is forgotten. */
  #link(path: string): Promise<vm.Module> {
    const run = async (): Promise<vm.Module> => {
      try {
        const { module } = await this.#entry(path);
        if (module.status === "unlinked") await module.link((specifier, from) => this.#dependency(specifier, from));
        return module;
      } catch (error) {
        for (const [key, entry] of this.#entries)
          if (!/^(linked|evaluat)/.test(entry.module.status)) this.#entries.delete(key);
        throw error;
      }
    };
    const linked = this.#linking.then(run);
    this.#linking = linked.catch(() => {});
    return linked;
  }

  async #dependency(specifier: string, from: vm.Module): Promise<vm.Module> {
    const folder = folderOf(from.identifier);
    const resolved = resolveSpecifier(specifier, folder);
    if (resolved.kind === "missing") throw new Error(`${resolved.message} It is imported by ${from.identifier}.`);
    if (resolved.kind === "package") {
      return foreign(specifier, withCommonJsNames(await importPackage(specifier, folder)));
    }
    this.#entries.get(from.identifier)?.dependencies.add(resolved.path);
    if (!isOwnSource(resolved.path)) return foreign(resolved.path, await import(pathToFileURL(resolved.path).href));
    return (await this.#entry(resolved.path)).module;
  }

  async #entry(path: string): Promise<Entry> {
    const known = this.#entries.get(path);
    if (known && known.module.status !== "errored") return known;
    const stamp = stampOf(path);
    // The parser is loaded with the first file, not with the executor.
    const { readModule } = await import("./source.ts");
    const text = readModule(path);
    const entry: Entry = {
      path,
      stamp,
      dependencies: new Set(),
      module: this.#make(path, text),
      ...("lines" in text ? { lines: text.lines } : {}),
    };
    this.#entries.set(path, entry);
    return entry;
  }

  #make(path: string, text: ModuleText): vm.Module {
    if (text.kind === "json") return foreign(path, { default: text.value });
    if (text.kind === "commonjs") return foreign(path, commonJs(path));
    return new vm.SourceTextModule(text.code, {
      identifier: path,
      initializeImportMeta: (meta) => describeModule(meta as unknown as Record<string, unknown>, path),
      importModuleDynamically: (async (specifier: string) => this.import(specifier, folderOf(path))) as never,
    });
  }
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : "gone";
}

function describeModule(meta: Record<string, unknown>, path: string): void {
  Object.assign(meta, { url: pathToFileURL(path).href, filename: path, dirname: folderOf(path) });
}

function commonJs(path: string): Record<string, unknown> {
  const require = createRequire(path);
  delete require.cache[path];
  const exports = require(path);
  const names = typeof exports === "object" && exports !== null ? { ...exports } : {};
  return { ...names, default: exports };
}

/** A module that V8 can link whose values come from elsewhere. */
function foreign(identifier: string, values: Record<string, unknown>): vm.Module {
  const names = Object.keys(values);
  return new vm.SyntheticModule(
    names,
    function (this: vm.SyntheticModule) {
      for (const name of names) this.setExport(name, values[name]);
    },
    { identifier },
  );
}

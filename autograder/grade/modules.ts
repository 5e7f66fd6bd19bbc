/** Modules made of text, linked by hand: what a name stands for is decided here and not by the file system. */
import { type Module, SourceTextModule, SyntheticModule } from "node:vm";

export type Namespace = Record<string, unknown>;

/** A module whose exports are given values. */
export async function valueModule(exports: Namespace): Promise<Module> {
  const names = Object.keys(exports);
  const module = new SyntheticModule(names, () => {
    for (const name of names) module.setExport(name, exports[name]);
  });
  await module.link(() => module);
  await module.evaluate();
  return module;
}

/**
 * Runs the text of a module and gives its exports. Imports of the names in `given` get those values; all other imports are
 * resolved as this package's own.
 */
export async function runModule(
  code: string,
  identifier: string,
  given: Record<string, Namespace>,
): Promise<Namespace> {
  const resolve = async (specifier: string) =>
    valueModule(Object.hasOwn(given, specifier) ? given[specifier] : await import(specifier));
  const module = new SourceTextModule(code, { identifier, importModuleDynamically: resolve as never });
  await module.link(resolve);
  await module.evaluate();
  return module.namespace as Namespace;
}

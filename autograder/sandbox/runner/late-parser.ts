/** The parser's native code, loaded at the first use: the program's snapshot holds none. Stands for "oxc-parser" in the bundle. */
import { createRequire } from "node:module";
import type * as Parser from "oxc-parser";

let loaded: typeof Parser | undefined; // a module that stands for another keeps what that one would

export const parseSync: typeof Parser.parseSync = (...args) => {
  loaded ??= createRequire(import.meta.url)("oxc-parser") as typeof Parser;
  return loaded.parseSync(...args);
};

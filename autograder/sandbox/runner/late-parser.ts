/** The parser's native code, loaded at the first use: the program's snapshot holds none. Stands for "oxc-parser" in the bundle. */
import { createRequire } from "node:module";
import type * as Parser from "oxc-parser";

type Parse = typeof Parser.parseSync;

let loaded: Parse | undefined; // a module that stands for another keeps what that one would

export const parseSync: Parse = (...args) => {
  loaded ??= quickly() ?? (createRequire(import.meta.url)("oxc-parser") as typeof Parser).parseSync;
  return loaded(...args);
};

/** What the package's own native half gives: the program as a text, which the package makes objects of. */
type Native = { parseSync(...args: Parameters<Parse>): Omit<Parser.ParseResult, "program"> & { program: string } };

/**
 * The native half alone, where npm put it beside the package: the rest of it, for other ways of parsing, takes 6 ms to load. Regular
 * expressions and bigints stay texts in the tree: nobody asks for their values.
 */
function quickly(): Parse | undefined {
  const { platform, arch } = process;
  const native = ["gnu", "musl"]
    .map((libc) => required(`@oxc-parser/binding-${platform}-${arch}-${libc}`))
    .find(Boolean);
  if (!native) return undefined;
  return (...args) => {
    const { program, module, comments, errors } = native.parseSync(...args);
    return { program: JSON.parse(program).node, module, comments, errors };
  };
}

function required(name: string): Native | undefined {
  try {
    return createRequire(import.meta.url)(name);
  } catch {
    return undefined;
  }
}

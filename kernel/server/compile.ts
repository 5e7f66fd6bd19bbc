/** From a cell's text to the code that runs. */
import { transform } from "esbuild";
import type { ErrorContent } from "../channel/protocol.ts";

export type Compiled = { code: string; error?: undefined } | { error: ErrorContent };

export async function compile(source: string, url: string): Promise<Compiled> {
  try {
    const { code } = await transform(source, {
      loader: "ts",
      format: "esm",
      sourcefile: url,
      logLevel: "silent",
      supported: { "top-level-await": true },
    });
    return { code: rewriteImports(code) };
  } catch (error) {
    const { errors } = error as { errors?: { text: string; location?: { line: number; column: number } }[] };
    const first = errors?.[0];
    const evalue = first?.text ?? String(error);
    const place = `    at ${url}:${first?.location?.line ?? 1}:${(first?.location?.column ?? 0) + 1}`;
    return { error: { ename: "SyntaxError", evalue, traceback: [`SyntaxError: ${evalue}`, place] } };
  }
}

function rewriteImports(code: string): string {
  return code
    .replace(/^import \* as ([\w$]+) from ("[^"]+");/gm, "const $1 = await __import($2);")
    .replace(
      /^import ([\w$]+), ?\{([^}]*)\} from ("[^"]+");/gm,
      (_, name, names, from) =>
        `const { default: ${name}, ${names.replace(/\bas\b/g, ":")} } = await __import(${from});`,
    )
    .replace(/^import ([\w$]+) from ("[^"]+");/gm, "const { default: $1 } = await __import($2);")
    .replace(
      /^import \{([^}]*)\} from ("[^"]+");/gm,
      (_, names, from) => `const {${names.replace(/\bas\b/g, ":")}} = await __import(${from});`,
    )
    .replace(/^import ("[^"]+");/gm, "await __import($1);")
    .replace(/^export \{[^}]*\};?$/gm, "")
    .replace(/\bimport\(/g, "__import(");
}

/** Turns magics into TypeScript that calls them: each on its own line, in the order of the cell. */
import { LOADER_NAME } from "../cell/loader-name.ts";
import { parse } from "../cell/parse.ts";
import { findMagics, type Magic } from "./find.ts";
import { MAGICS, unknownMagic } from "./known.ts";

export interface Expanded {
  ok: true;
  code: string;
  /** Whether `%nocheck` stands in the cell, and for how long it holds. */
  nocheck?: "cell" | "all" | "off";
  resets: boolean;
  /** Whether a package manager may have changed what is installed. */
  installs: boolean;
}

export type Expansion = Expanded | { ok: false; message: string; line: number };

/** @param names what cells have declared so far */
export function expandMagics(source: string, names: ReadonlySet<string>): Expansion {
  const magics = findMagics(source, (name) => names.has(name) || name in globalThis);
  const unknown = magics.find((magic) => magic.name !== "!" && !Object.hasOwn(MAGICS, magic.name));
  if (unknown)
    return { ok: false, message: unknownMagic(unknown.name), line: source.slice(0, unknown.start).split("\n").length };
  let code = source;
  for (const magic of [...magics].reverse()) code = expandOne(magic, code, names);
  const nocheck = magics.find((magic) => magic.name === "nocheck");
  const installs = magics.some((magic) => magic.name === "!" && /\b(npm|pnpm|yarn|bun|npx)\b/.test(magic.rest));
  return {
    ok: true,
    code,
    ...(nocheck ? { nocheck: nocheck.rest === "all" || nocheck.rest === "off" ? nocheck.rest : "cell" } : {}),
    resets: magics.some((magic) => magic.name === "reset"),
    installs,
  };
}

function expandOne(magic: Magic, code: string, names: ReadonlySet<string>): string {
  const before = code.slice(0, magic.start);
  const after = code.slice(magic.end);
  if (magic.isCell && magic.name === "writefile")
    return before + call("writeFile", magic.rest, after.replace(/^\n/, ""));
  if (magic.isCell && magic.name === "time") return `${before}${call("timeCell")}${after}`;
  return before + lineCode(magic, names) + after;
}

function lineCode({ name, rest }: Magic, names: ReadonlySet<string>): string {
  if (name === "!") return `await ${call("shell", rest)}`;
  if (name === "time" || name === "timeit") return timed(name, rest);
  if (name === "who") return call("who", [...names]);
  if (name === "reset") return call("reset", [...names]);
  if (name === "load") return call("load", rest);
  if (name === "help") return call("help");
  if (name === "writefile")
    return call("refuse", "%%writefile stands on the first line of a cell, with two percent signs");
  return ";";
}

function call(name: string, ...args: unknown[]): string {
  return `${LOADER_NAME}.magics.${name}(${args.map((arg) => JSON.stringify(arg)).join(", ")});`;
}

/** An expression is timed as a function and keeps its value; statements between two marks. */
function timed(name: string, rest: string): string {
  const expression = rest.replace(/;\s*$/, "");
  const isExpression = parse(`(${expression})`).ok;
  if (isExpression) {
    const head = /\bawait\b/.test(expression) ? "async () =>" : "() =>";
    return `await ${LOADER_NAME}.magics.${name}(${head} (${expression}));`;
  }
  if (name === "timeit") return call("refuse", "%timeit needs an expression, for instance %timeit f(x)");
  return `${call("timeCell")} ${rest}; ${call("endTime")}`;
}

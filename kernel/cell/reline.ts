/** Puts the lines of printed code back where they were written. */
import { decode } from "@jridgewell/sourcemap-codec";
import { eachChild, type Node } from "./ast.ts";
import { parse } from "./parse.ts";

/**
 * @param code what a printer made, every statement ended by a semicolon and no comments in it
 * @param mappings the source map's mappings (https://tc39.es/ecma426/)
 * @param lineCount how many line breaks the written text has; the result has as many
 */
export function relineCode(code: string, mappings: string, lineCount: number): string {
  const segments = decode(mappings);
  const held = linesWithinTemplates(code);
  let out = "";
  let at = 0;
  for (const [index, line] of code.trimEnd().split("\n").entries()) {
    const target = segments[index]?.find((segment) => segment.length > 1)?.[2] ?? -1;
    const breaks = held.has(index) ? 1 : Math.max(0, Math.min(target, lineCount) - at);
    out += breaks > 0 ? "\n".repeat(breaks) : index > 0 ? " " : "";
    out += held.has(index) ? line : line.trimStart();
    at += breaks;
  }
  return out + "\n".repeat(Math.max(0, lineCount - at));
}

/** Lines (from 0) that begin inside a template literal: their break is part of the string. */
function linesWithinTemplates(code: string): Set<number> {
  const held = new Set<number>();
  const parsed = parse(code, "js");
  if (!parsed.ok || !code.includes("`")) return held;
  const visit = (node: Node): void => {
    if (node.type === "TemplateElement") {
      const first = code.slice(0, node.start).split("\n").length;
      const count = code.slice(node.start, node.end).split("\n").length - 1;
      for (let i = 0; i < count; i++) held.add(first + i);
    } else eachChild(node, visit);
  };
  parsed.body.forEach(visit);
  return held;
}

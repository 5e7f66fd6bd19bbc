/** Finds the magic lines of a cell: `%name rest`, `!command`, and `%%name rest` for the whole cell. */
import { parse } from "../cell/parse.ts";

export interface Magic {
  /** "!" for a shell command. */
  name: string;
  rest: string;
  /** `%%name` on the first line: the magic takes the whole cell. */
  isCell: boolean;
  /** Offsets of the line, without its line break. */
  start: number;
  end: number;
}

/**
 * Magic lines begin at the left margin. A cell that is TypeScript without them has none, so `%` inside a template or an expression is safe;
 * only `!name ...` is TypeScript and a command at once: it is TypeScript when `isName` knows the name.
 */
export function findMagics(source: string, isName: (name: string) => boolean = () => false): Magic[] {
  if (!/^[%!]/m.test(source)) return [];
  const parsed = parse(source);
  if (parsed.ok)
    return parsed.body.filter((s) => source[s.start] === "!").flatMap((s) => commandAt(source, s.start, isName));
  const cell = /^\s*%%(\w+)([^\n]*)/.exec(source);
  if (cell) {
    return [{ name: cell[1]!, rest: cell[2]!.trim(), isCell: true, start: cell[0].indexOf("%"), end: cell[0].length }];
  }
  const lines = [...source.matchAll(/^(?:%(\w+)([^\n]*)|!([^\n]*))$/gm)];
  return lines.flatMap(({ 0: line, 1: name, 2: rest, index }) =>
    name === undefined
      ? commandAt(source, index, isName)
      : [{ name, rest: rest!.trim(), isCell: false, start: index, end: index + line.length }],
  );
}

function commandAt(source: string, start: number, isName: (name: string) => boolean): Magic[] {
  if (start > 0 && source[start - 1] !== "\n") return [];
  const line = /[^\n]*/.exec(source.slice(start))![0];
  const [, name, next] = /^!\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)?(.?)/u.exec(line)!;
  const isCode = name === undefined ? /^[!([{"'`\d]/.test(next!) : isName(name) && /^[.([;&|=)?]?$|^\s/.test(next!);
  return isCode ? [] : [{ name: "!", rest: line.slice(1).trim(), isCell: false, start, end: start + line.length }];
}

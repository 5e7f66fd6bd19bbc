/** Magic lines within TypeScript text. */

const lineMagic = /^([ \t]*)(?:%(\w+)([^\n]*)|!([^\n]*))$/gm;
const withCode = new Set(["time", "timeit", "nocheck"]);

/**
 * The TypeScript in a cell with magics: `%time f(x)` leaves `f(x)`, `!npm i left-pad` and `%who` leave an empty line, a `%%writefile`
 * cell leaves nothing. Lines and columns stay.
 */
export function withoutMagics(source: string): string {
  const cellMagic = /^\s*%%(\w+)/.exec(source)?.[1];
  if (cellMagic !== undefined && !withCode.has(cellMagic)) return "";
  return source
    .replace(/^(\s*)%(%\w+[^\n]*)/, (_all, space, rest) => space + " ".repeat(rest.length + 1))
    .replace(lineMagic, (all, space: string, name: string | undefined, rest: string) =>
      name !== undefined && withCode.has(name) ? space + " ".repeat(name.length + 1) + rest : " ".repeat(all.length),
    );
}

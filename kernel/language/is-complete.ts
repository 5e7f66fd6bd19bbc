/** Whether a text is ready to run, for consoles: Enter runs it or opens a new line. */
import { parseSync } from "oxc-parser";
import { withoutMagics } from "../magics/strip.ts";

export type Completeness = { status: "complete" } | { status: "invalid" } | { status: "incomplete"; indent: string };

/** A text is incomplete when all that is wrong with it is that it ends too early. */
export function isComplete(source: string): Completeness {
  const code = withoutMagics(source);
  const end = code.trimEnd().length;
  const { errors } = parseSync("cell.ts", code, { lang: "ts", sourceType: "module" });
  const error = errors.find((e) => e.severity === "Error");
  if (error === undefined) return { status: "complete" };
  const place = error.labels[0]?.start ?? 0;
  // A template may go on over lines, a string may not.
  const isOpenTemplate = /unterminated/i.test(error.message) && "`}".includes(code[place] ?? " ");
  const isOpenComment = /unterminated multi/i.test(error.message);
  const endsInside = place >= end || isOpenTemplate || isOpenComment;
  return endsInside ? incomplete(code) : { status: "invalid" };
}

function incomplete(code: string): Completeness {
  return { status: "incomplete", indent: "  ".repeat(openBrackets(code)) };
}

/** How many brackets are open at the end, not counting those in strings and comments. */
function openBrackets(code: string): number {
  const plain = code.replace(
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g,
    "",
  );
  let open = 0;
  for (const character of plain) {
    if ("([{".includes(character)) open += 1;
    else if (")]}".includes(character)) open = Math.max(0, open - 1);
  }
  return open;
}

/**
 * Text that someone else wrote, made safe to show: terminal escapes removed, invisible and direction-changing characters spelt out, length
 * bounded. Escaping for HTML or XML comes after this, where the text is put in.
 */
import { stripVTControlCharacters } from "node:util";

/**
 * Controls, marks that change direction or take no width, tag characters (CVE-2021-42574). Line feed and tab are text; U+FE0F only asks
 * for the coloured form of the sign before it.
 */
const UNSEEN =
  /(?!\n|\t|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** `text` with everything unseen written as `⟨U+202E⟩`, at most `max` characters long. */
export function visible(text: string, max = 2000): string {
  const head = stripVTControlCharacters(text.slice(0, 2 * max).replace(/\r\n/g, "\n"));
  const plain = spelt(head.replace(/\p{Surrogate}/gu, "\ufffd"), UNSEEN);
  const cut = plain.length > max || text.length > 2 * max;
  return cut ? `${plain.slice(0, max).replace(/\p{Surrogate}$/u, "")} … (${text.length} characters)` : plain;
}

/** The same on one line. */
export function visibleLine(text: string, max = 300): string {
  return visible(text, max)
    .replace(/\s*\n\s*/g, " ")
    .replaceAll("\t", " ");
}

/**
 * A name as it can be told from others: letters of Greek, Cyrillic or other scripts within a Latin name are spelt out, since `а` (U+0430)
 * and `a` look the same.
 */
export function visibleName(name: string): string {
  const line = visibleLine(name, 120);
  return /\p{Script=Latin}/u.test(line)
    ? spelt(line, /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]|[\uff01-\uff5e]/gu)
    : line;
}

/** One line for a terminal or a CI log, where a line may be a command: `::set-output`, `##vso[`, `##[group]`. */
export function terminalLine(text: string, max = 300): string {
  return visibleLine(text, max)
    .replace(/^\s*::/, ": :")
    .replace(/##(?=\w*\[)/g, "# #");
}

function spelt(text: string, pattern: RegExp): string {
  return text.replace(pattern, (mark) => `⟨U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}⟩`);
}

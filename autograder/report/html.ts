/** HTML by template literals in which every value is escaped, so that a forgotten call cannot let markup in. */

/** Markup that was made here; the only thing that `html` puts in as it is. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Value = Markup | string | number | null | undefined | false | readonly Value[];

/** A tagged template: markup and lists of it go in as they are, everything else escaped; null, undefined and false are left out. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Markup {
  return new Markup(parts.reduce((text, part, index) => text + put(values[index - 1]) + part));
}

function put(value: Value): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(put).join("");
  return escapeMarkup(String(value));
}

/** For text and quoted attributes of HTML and XML. */
export function escapeMarkup(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
    "`": "&#96;",
  };
  return text.replace(/[&<>"'`]/g, (mark) => names[mark]);
}

/** Code as HTML, coloured by classes; everything in it is escaped. */
import hljs from "highlight.js/lib/core";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import { escapeMarkup } from "../../report/html.ts";
import { visible } from "../../report/index.ts";

/** Characters that are coloured; more is shown plain. */
const COLOURED = 40_000;
const MAX = 200_000;

export class Code {
  private readonly colours = hljs.newInstance();

  constructor() {
    for (const [name, language] of Object.entries({ json, python, typescript }))
      this.colours.registerLanguage(name, language);
  }

  html(text: string, language: "json" | "python" | "typescript" = "typescript"): string {
    const shown = visible(text, MAX);
    if (shown.length > COLOURED) return escapeMarkup(shown);
    return this.colours.highlight(shown, { language, ignoreIllegals: true }).value;
  }
}

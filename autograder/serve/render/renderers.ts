/** What turns a student's text into markup, made once for the whole page. */
import { Code } from "./code.ts";
import { Markdown } from "./markdown.ts";

export interface Renderers {
  markdown: Markdown;
  code: Code;
}

export function makeRenderers(): Renderers {
  return { markdown: new Markdown(), code: new Code() };
}

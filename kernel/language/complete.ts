/** Completions as Jupyter's `complete_reply` has them. */
import type { Position } from "./positions.ts";

export interface Completion {
  text: string;
  /** Jupyter cursors of what the text replaces. */
  start: number;
  end: number;
  /** JupyterLab's word for the kind of thing: function, class, variable, keyword ... */
  type: string;
  /** Parameters of a function, where known. */
  signature?: string;
  /** Its docstring as Markdown, where known. */
  documentation?: string;
}

export interface CompletionItem {
  label: string;
  kind?: number;
  sortText?: string;
  insertText?: string;
  filterText?: string;
  textEdit?: { newText: string };
  detail?: string;
  documentation?: { value: string } | string;
  data?: unknown;
}

/** Kinds of the Language Server Protocol from 1 on, in JupyterLab's words. */
const kinds =
  "text method function constructor property variable class interface module property unit value enum keyword snippet color file reference folder enum constant class event operator type".split(
    " ",
  );

/** The part of a name before the cursor. */
export function wordBefore(source: string, offset: number): string {
  return /[\p{ID_Continue}$#]*$/u.exec(source.slice(0, offset))![0];
}

/** The items that fit what is typed, in the checker's order, names that differ in case last. */
export function fittingItems(items: readonly CompletionItem[], word: string): CompletionItem[] {
  const lower = word.toLowerCase();
  const exact: CompletionItem[] = [];
  const loose: CompletionItem[] = [];
  for (const item of items) {
    if (/^__|^\W*$/.test(item.label) && word === "") continue;
    if (item.label.startsWith(word)) exact.push(item);
    else if (item.label.toLowerCase().startsWith(lower)) loose.push(item);
  }
  const byRank = (a: CompletionItem, b: CompletionItem): number =>
    (a.sortText ?? a.label).localeCompare(b.sortText ?? b.label) || a.label.localeCompare(b.label);
  return [...exact.sort(byRank), ...loose.sort(byRank)];
}

export function typeOf(item: CompletionItem): string {
  return kinds[(item.kind ?? 1) - 1] ?? "text";
}

/** The text that an item puts in place of the word. */
export function textOf(item: CompletionItem): string {
  const text = item.textEdit?.newText ?? item.insertText ?? item.label;
  return text.replace(/\$\{?\d+(?::[^}]*)?\}?$/, "");
}

/** `(a: number) => void` of a detail such as `function f(a: number): void`. */
export function signatureOf(detail: string | undefined): string | undefined {
  const match = detail && /^[^(]*?(\(.*\).*)$/s.exec(detail.replace(/^\([a-z ]+\) /, ""));
  return match ? match[1] : undefined;
}

export function documentationOf(item: CompletionItem): string | undefined {
  const { documentation } = item;
  return typeof documentation === "string" ? documentation : documentation?.value || undefined;
}

export type { Position };

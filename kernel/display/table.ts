/** Tables of records as HTML. */

/** Rows and columns shown at most; the caption says how many there are. */
const MAX_ROWS = 100;
const MAX_COLUMNS = 50;

/** Text made safe for HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** An HTML table of an array of flat records, or undefined where `value` is anything else. */
export function recordsTable(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.slice(0, MAX_ROWS).every(isFlatRecord)) return undefined;
  return htmlTable(value as Record<string, unknown>[]);
}

/** An HTML table of `records`, with their indices in front. */
export function htmlTable(records: Record<string, unknown>[], columns?: string[]): string {
  const shown = records.slice(0, MAX_ROWS);
  const names = (columns ?? [...new Set(shown.flatMap((record) => Object.keys(record)))]).slice(0, MAX_COLUMNS);
  const head = ["", ...names].map((name) => `<th>${escapeHtml(name)}</th>`).join("");
  const body = shown.map(
    (record, index) => `<tr><th>${index}</th>${names.map((name) => cell(record[name])).join("")}</tr>`,
  );
  const more = records.length > MAX_ROWS ? `<p>${MAX_ROWS} of ${records.length} rows</p>` : "";
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>${more}`;
}

function cell(value: unknown): string {
  return `<td>${value === undefined ? "" : escapeHtml(String(value))}</td>`;
}

function isFlatRecord(value: unknown): boolean {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  const fields = Object.values(value);
  return (
    fields.length > 0 &&
    fields.every((field) => field === null || !["object", "function", "symbol"].includes(typeof field))
  );
}

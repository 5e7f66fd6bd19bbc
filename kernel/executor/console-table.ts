/** `console.table` as an HTML table, with the text that Node prints beside it. */
import { Console } from "node:console";
import { Writable } from "node:stream";
import { backend } from "../display/backend.ts";
import { htmlTable } from "../display/table.ts";

/** Puts our form in place of Node's; what is not a table is printed as before. */
export function installConsoleTable(): void {
  const plain = console.table.bind(console);
  console.table = (data: unknown, columns?: readonly string[]) => {
    const records = recordsOf(data);
    if (!records) return plain(data, columns as string[] | undefined);
    const bundle = { "text/plain": textOf(data, columns), "text/html": htmlTable(records, columns && [...columns]) };
    backend().display(bundle);
  };
}

/** Rows of a table: arrays and objects of objects; a row that is no object has one column, as in Node. */
function recordsOf(data: unknown): Record<string, unknown>[] | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const rows = Array.isArray(data) ? data : Object.values(data);
  return rows.map((row) => (typeof row === "object" && row !== null ? { ...row } : { Values: row }));
}

function textOf(data: unknown, columns?: readonly string[]): string {
  let text = "";
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += chunk;
      done();
    },
  });
  new Console(stream).table(data, columns as string[] | undefined);
  return text.trimEnd();
}

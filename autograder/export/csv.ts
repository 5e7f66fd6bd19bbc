/** Comma-separated text that no spreadsheet runs: cells that begin like a formula get a quote in front. */
import { stringify } from "csv-stringify/sync";

/** Rows to CSV; the first row is the header. Line ends are those of RFC 4180. */
export function csv(rows: (string | number)[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
}

/** The same with every cell as it is: for a file of another system that goes back to it, never opened by a person. */
export function csvVerbatim(rows: string[][]): string {
  return stringify(rows, { record_delimiter: "windows" });
}

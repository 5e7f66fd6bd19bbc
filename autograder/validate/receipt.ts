/** What a student keeps of a validated notebook: its digest, by which the graded file can be told from any other. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import type { Validation } from "./validate.ts";

export interface Receipt {
  schema: 1;
  file: string;
  bytes: number;
  /** Hexadecimal SHA-256 of the file; the feedback page shows that of the file that was graded. */
  sha256: string;
  checks: { passed: number; total: number };
  /** grade_ids of the check cells that failed. */
  failed: string[];
  gradlab: string;
  /** ISO time of this machine's clock: nothing rests on it. */
  made: string;
}

/** Writes the receipt of `file` as it is now to `path`. */
export function writeReceipt(path: string, file: string, { cells }: Validation): Receipt {
  const bytes = readFileSync(file);
  const checks = cells.filter(({ check }) => check);
  const { version } = createRequire(import.meta.url)("gradlab/package.json") as { version: string };
  const receipt: Receipt = {
    schema: 1,
    file: basename(file),
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    checks: { passed: checks.filter(({ ok }) => ok).length, total: checks.length },
    failed: checks.flatMap(({ ok, gradeId, index }) => (ok ? [] : [gradeId ?? `cell ${index + 1}`])),
    gradlab: version,
    made: new Date().toISOString(),
  };
  writeFileSync(path, `${JSON.stringify(receipt, null, 2)}\n`);
  return receipt;
}

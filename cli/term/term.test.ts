/** A whole term with a small class: what an instructor does from the first release to the last export, and every figure agrees. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { playTerm } from "./play.ts";

test("a term of twenty students and two assignments ends in exports that say what the gradebook says", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-term-"));
  try {
    const log: string[] = [];
    const report = await playTerm(folder, 20, (line) => log.push(line));
    expect(report.wrong).toEqual([]);
    expect(report.copies).toEqual({ found: 2, there: 2 });
    expect(report.total).toBeGreaterThan(150);
    expect(log.join("\n")).toMatch(/exports read back: 0 figures differ/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);

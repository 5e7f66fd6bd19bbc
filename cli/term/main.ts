/** `npm run term`: plays a term with 120 students (or as many as the first argument says) and prints what came of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { playTerm } from "./play.ts";

const size = Number(process.argv[2] ?? 120);
const folder = mkdtempSync(join(tmpdir(), "gradlab-term-"));
const started = Date.now();
try {
  const { students, handedIn, wrong, total, copies } = await playTerm(folder, size, (line) => console.log(line));
  for (const sentence of wrong) console.error(sentence);
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  console.log(`${students} students, ${handedIn} submissions, ${total.toFixed(2)} points in all, ${minutes} min`);
  if (wrong.length > 0 || copies.found < copies.there) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

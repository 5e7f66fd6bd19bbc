/**
 * `npm run bench:class [copies] [pattern]`: grades copies of the sample class of fully-connected-nets on all cores and prints
 * submissions per minute, CPU seconds per submission and peak memory of all processes. `pattern` chooses members of the class.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { makeSamples, writeSamples } from "../samples/index.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { loadAssignment } from "../source/index.ts";
import { measure } from "./measure.ts";

const CLASS =
  /^(reference|empty|mutant-(affine-backward-no-transpose|softmax-log-of-zero|momentum-stale-velocity|adam-no-correction)|cheat-(reads|forges).*)$/;

const copies = Number(process.argv[2] ?? 20);
const members = process.argv[3] === undefined ? CLASS : new RegExp(process.argv[3]);
const folder = mkdtempSync(join(tmpdir(), "gradlab-class-"));
try {
  const source = join(packageFolder, "assignments", "fully-connected-nets");
  const count = writeClass(source, join(folder, "class"));
  const cli = join(packageFolder, "cli", "gradlab.mjs");
  const command = [process.execPath, cli, "grade", source, join(folder, "class"), "-o", join(folder, "out")];
  console.log(`grading ${count} submissions on ${cpus().length} cores`);
  const sources = join(packageFolder, "autograder", "bench");
  const used = measure("python3", sources, command, packageFolder, join(folder, "log"));
  if (used.code !== 0) throw new Error(`gradlab grade ended with ${used.code}: ${readFileSync(join(folder, "log"))}`);
  console.log(`${((60 * count) / used.wall).toFixed(1)} submissions per minute (${used.wall.toFixed(0)} s in all)`);
  console.log(`${(used.cpu / count).toFixed(1)} s of CPU per submission, peak memory ${used.megabytes.toFixed(0)} MiB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Each member of the class `copies` times, every copy a student of its own. */
function writeClass(source: string, to: string): number {
  const loaded = loadAssignment(source);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const chosen = makeSamples(loaded.assignment).filter(({ student }) => members.test(student));
  const all = Array.from({ length: copies }, (_, i) =>
    chosen.map((sample) => ({ ...sample, student: `${sample.student}-${i + 1}` })),
  ).flat();
  return writeSamples(all, loaded.assignment, to).length;
}

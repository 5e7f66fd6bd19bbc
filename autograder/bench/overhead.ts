/**
 * `npm run bench:overhead [assignment] [submissions]`: CPU seconds of all processes for one more submission, beyond what the student's
 * code computes: of the empty notebook, whose stubs are not run, and of one whose every answer runs in its sandbox and throws at once.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Notebook } from "gradlab/kernel/notebook";
import { makeSamples, writeSamples } from "../samples/index.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { loadAssignment } from "../source/index.ts";
import { measure } from "./measure.ts";

const KINDS: Record<string, (empty: Notebook) => Notebook> = {
  "the empty notebook": (empty) => empty,
  "every answer throws at once": (empty) => ({
    ...empty,
    cells: empty.cells.map((cell) => ({
      ...cell,
      source: cell.source.replaceAll("throw new Error(", "throw new RangeError("),
    })),
  }),
};

const [name = "fully-connected-nets", more = "10"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "gradlab-overhead-"));
try {
  for (const [kind, change] of Object.entries(KINDS)) {
    secondsOf(change, 1); // what is made once is there from here on
    const [one, many] = [secondsOf(change, 1), secondsOf(change, 1 + Number(more))];
    console.log(`${kind}: ${((many - one) / Number(more)).toFixed(2)} s of CPU for each of ${more} more submissions`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** CPU seconds of `gradlab grade` on so many copies, on one core. */
function secondsOf(change: (empty: Notebook) => Notebook, copies: number): number {
  const loaded = loadAssignment(join(packageFolder, "assignments", name));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const empty = makeSamples(loaded.assignment).find(({ expects }) => expects.kind === "empty")!;
  const class_ = Array.from({ length: copies }, (_, index) => ({
    ...empty,
    student: `student${index}`,
    notebook: change(empty.notebook),
  }));
  const [submitted, out] = [mkdtempSync(join(folder, "class-")), mkdtempSync(join(folder, "out-"))];
  writeSamples(class_, loaded.assignment, submitted);
  const cli = join(packageFolder, "cli", "gradlab.mjs");
  const command = [process.execPath, cli, "grade", loaded.assignment.folder, submitted, "-o", out, "-j", "1"];
  const used = measure(
    "python3",
    join(packageFolder, "autograder", "bench"),
    command,
    packageFolder,
    join(folder, "log"),
  );
  if (used.code !== 0) throw new Error(`gradlab grade ended with ${used.code}: ${readFileSync(join(folder, "log"))}`);
  return used.cpu;
}

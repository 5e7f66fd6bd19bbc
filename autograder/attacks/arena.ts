/** Opens an arena: a grader of the target assignment at one level, fed with bytes. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openGrader } from "../grade/grade-submission.ts";
import type { IsolationLevel } from "../grade/result.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { loadAssignment } from "../source/index.ts";
import type { Arena } from "./case.ts";
import { openWorld } from "./world.ts";

export interface OpenArena extends Arena {
  close(): void;
}

/** Where the target assignment lies: with the sources, since it is data. */
export const attacksFolder = join(packageFolder, "autograder", "attacks");

export async function openArena(level: IsolationLevel, jobs?: number): Promise<OpenArena> {
  const loaded = loadAssignment(join(attacksFolder, "target"));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const grader = openGrader({
    folder: loaded.assignment.folder,
    jobs,
    isolation: { exactly: level, allowUnsafe: level === "none" },
  });
  const folder = mkdtempSync(join(tmpdir(), "gradlab-arena-"));
  const world = await openWorld();
  let count = 0;
  return {
    level,
    target: loaded.assignment,
    world,
    async grade(bytes, student = "attacker") {
      const path = join(folder, `${++count}.ipynb`);
      writeFileSync(path, bytes, { mode: 0o600 });
      const graded = await grader.grade({ student, file: "target.ipynb", path });
      rmSync(path);
      if (!graded.ok) throw new Error(`the grader gave up: ${graded.reason}`);
      return graded.result;
    },
    close() {
      grader.close();
      world.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens arenas: a grader of the target assignment at one level, fed with bytes. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Grader, openGrader } from "../grade/grade-submission.ts";
import type { IsolationLevel } from "../grade/result.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { loadAssignment } from "../source/index.ts";
import type { Arena } from "./case.ts";
import { openWorld, type World } from "./world.ts";

/** Arenas that share one grader. Each has a world of its own, so that a trace tells which attack left it. */
export interface OpenArenas {
  arenas: Arena[];
  close(): void;
}

/** Where the target assignment lies: with the sources, since it is data. */
export const attacksFolder = join(packageFolder, "autograder", "attacks");

export async function openArenas(level: IsolationLevel, count: number): Promise<OpenArenas> {
  const loaded = loadAssignment(join(attacksFolder, "target"));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const target = loaded.assignment;
  const grader = openGrader({ folder: target.folder, jobs: count, isolation: { exactly: level } });
  const worlds = await Promise.all(Array.from({ length: count }, openWorld));
  const close = () => {
    grader.close();
    for (const world of worlds) world.close();
  };
  return { arenas: worlds.map((world) => ({ level, target, world, grade: gradeWith(grader, world) })), close };
}

function gradeWith(grader: Grader, world: World): Arena["grade"] {
  let count = 0;
  return async (bytes, student = "attacker") => {
    const path = join(world.folder, `handed-in-${++count}.ipynb`);
    writeFileSync(path, bytes, { mode: 0o600 });
    const graded = await grader.grade({ student, file: "target.ipynb", path });
    rmSync(path);
    if (!graded.ok) throw new Error(`the grader gave up: ${graded.reason}`);
    return graded.result;
  };
}

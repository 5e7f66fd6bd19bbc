/** `gradlab release`: from a source notebook to the notebook that students get. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { EXIT } from "../exit.ts";

export function addRelease(root: Command): void {
  root
    .command("release")
    .description("make the student release of an assignment: solutions become stubs, hidden tests and outputs go")
    .argument("<assignment>", "folder of the assignment, e.g. assignments/fully-connected-nets")
    .option("-o, --out <folder>", "where to write <name>/<name>.ipynb", "out/release")
    .option("--json", "print JSON")
    .action(run);
}

async function run(folder: string, options: { out: string; json?: boolean }): Promise<void> {
  const { loadAssignment, release } = await import("gradlab/autograder");
  const { writeNotebook } = await import("gradlab/kernel/notebook");
  const loaded = loadAssignment(folder);
  if (!loaded.ok) {
    if (options.json) console.log(JSON.stringify({ problems: loaded.problems }, null, 2));
    for (const problem of loaded.problems) console.error(`gradlab release: ${problem}`);
    process.exitCode = EXIT.broken;
    return;
  }
  const { name, questions, points, notebook } = loaded.assignment;
  const file = join(options.out, name, `${name}.ipynb`);
  mkdirSync(join(options.out, name), { recursive: true });
  writeNotebook(file, release(notebook));
  const made = { file, questions: questions.length, points };
  if (options.json) console.log(JSON.stringify(made, null, 2));
  else console.log(`${file}: ${made.questions} questions, ${points} points`);
}

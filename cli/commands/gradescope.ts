/** `gradlab gradescope ROOT`: what `run_autograder` calls: grades the one submission in ROOT and writes ROOT/results/results.json. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { EXIT } from "../exit.ts";

export function addGradescope(root: Command): void {
  root
    .command("gradescope")
    .description("grade the submission in Gradescope's folders and write results.json (called by the autograder zip)")
    .argument("[root]", "Gradescope's folder", "/autograder")
    .action(run);
}

/** Whatever goes wrong, Gradescope gets a results.json that says so. */
async function run(root: string): Promise<void> {
  const folder = join(root, "results");
  mkdirSync(folder, { recursive: true });
  const write = (results: object) =>
    writeFileSync(join(folder, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
  try {
    write(await grade(root));
  } catch (error) {
    console.error(`gradlab gradescope: ${(error as Error).message}`);
    write({
      score: 0,
      output: "This submission could not be graded; your instructor sees why.",
      output_format: "text",
    });
    process.exitCode = EXIT.broken;
  }
}

async function grade(root: string): Promise<object> {
  const { gradescopeResults, gradeSubmission } = await import("gradlab/autograder");
  const assignments = join(root, "source", "assignments");
  const [name] = readdirSync(assignments);
  const file = notebookIn(join(root, "submission"), name);
  if (file === undefined) {
    const output = `expected a notebook such as ${name}.ipynb, got none: hand in the .ipynb file itself`;
    return { score: 0, output, output_format: "text" };
  }
  const assignment = { folder: join(assignments, name) };
  return gradescopeResults(await gradeSubmission({ assignment, student: "submission", file }));
}

/** The notebook that bears the assignment's name, else the first. */
function notebookIn(folder: string, name: string): string | undefined {
  const notebooks = readdirSync(folder)
    .filter((one) => one.endsWith(".ipynb"))
    .sort();
  const chosen = notebooks.find((one) => one === `${name}.ipynb`) ?? notebooks[0];
  return chosen && join(folder, chosen);
}

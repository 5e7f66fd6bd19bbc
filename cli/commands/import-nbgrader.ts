/** `gradlab import-nbgrader FOLDER`: makes a course from one of nbgrader. */
import type { Command } from "commander";
import { EXIT } from "../exit.ts";

interface Options {
  out: string;
  json?: boolean;
}

export function addImportNbgrader(root: Command): void {
  root
    .command("import-nbgrader")
    .description(
      "make a course from nbgrader's course folder: source notebooks, roster and deadlines; nothing there is changed",
    )
    .argument("<folder>", "nbgrader's course folder, with source/ and gradebook.db")
    .requiredOption("-o, --out <folder>", "an empty or new folder")
    .option("--json", "print JSON")
    .action(run);
}

async function run(folder: string, { out, json }: Options): Promise<void> {
  const { importNbgrader } = await import("gradlab/autograder");
  const result = importNbgrader(folder, out);
  if (json) console.log(JSON.stringify(result, null, 2));
  if (!result.ok) {
    console.error(`gradlab import-nbgrader: ${result.reason}`);
    process.exitCode = EXIT.broken;
  } else if (!json) {
    const { assignments, students, todo } = result.imported;
    console.log(`${out}: ${assignments.length} assignments (${assignments.join(", ")}), ${students} students`);
    for (const sentence of todo) console.log(`  to do: ${sentence}`);
  }
}

/** `gradlab init FOLDER`: a course folder with a working example. */
import type { Command } from "commander";
import { EXIT } from "../exit.ts";

export function addInit(root: Command): void {
  root
    .command("init")
    .description(
      "make a course folder with a working example: course file, roster, an assignment with its sample class, CI",
    )
    .argument("<folder>", "an empty or new folder")
    .option("--json", "print JSON")
    .action(run);
}

async function run(folder: string, { json }: { json?: boolean }): Promise<void> {
  const { makeCourse } = await import("gradlab/autograder");
  const made = makeCourse(folder);
  if (json) console.log(JSON.stringify(made, null, 2));
  if (!made.ok) {
    console.error(`gradlab init: ${made.reason}`);
    process.exitCode = EXIT.broken;
  } else if (!json) {
    for (const file of made.files) console.log(`made ${file}`);
    console.log(`\nNext: cd ${folder}, then\n  gradlab verify assignments/first-steps\n  gradlab release first-steps`);
  }
}

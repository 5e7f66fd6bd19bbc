/** The command line: one file per verb in `commands/`, each loaded only when it is asked for. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Command } from "commander";
import { addAttacks } from "./commands/attacks.ts";
import { addCollect } from "./commands/collect.ts";
import { addData } from "./commands/data.ts";
import { addDemo } from "./commands/demo.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addDocument } from "./commands/document.ts";
import { addExport } from "./commands/export.ts";
import { addFeedback } from "./commands/feedback.ts";
import { addGrade } from "./commands/grade.ts";
import { addGradescope } from "./commands/gradescope.ts";
import { addImportNbgrader } from "./commands/import-nbgrader.ts";
import { addInit } from "./commands/init.ts";
import { addKernel } from "./commands/kernel.ts";
import { addRegrade } from "./commands/regrade.ts";
import { addRelease } from "./commands/release.ts";
import { addRun } from "./commands/run.ts";
import { addServe } from "./commands/serve.ts";
import { addSetup } from "./commands/setup.ts";
import { addSimilar } from "./commands/similar.ts";
import { addStats } from "./commands/stats.ts";
import { addValidate } from "./commands/validate.ts";
import { addVerify } from "./commands/verify.ts";
import { EXIT } from "./exit.ts";

const packageJson = createRequire(import.meta.url).resolve("gradlab/package.json");

/** Builds the program with every verb; nothing heavy is imported until a verb runs. */
export function program(): Command {
  const { version } = JSON.parse(readFileSync(packageJson, "utf8"));
  const root = new Command("gradlab")
    .description("TypeScript notebooks for deep-learning courses: kernel, library and autograder")
    .version(version)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  for (const add of [
    addDemo,
    addSetup,
    addDoctor,
    addKernel,
    addRun,
    addValidate,
    addDocument,
    addData,
    addInit,
    addRelease,
    addCollect,
    addGrade,
    addRegrade,
    addFeedback,
    addExport,
    addStats,
    addServe,
    addSimilar,
    addImportNbgrader,
    addGradescope,
    addVerify,
    addAttacks,
  ])
    add(root);
  return root;
}

/** Runs the command line and sets the exit code; see `exit.ts` for what each code means. */
export async function run(argv: string[]): Promise<void> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    throw error;
  });
  try {
    await program().parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  const { code, exitCode, message } = error as { code?: string; exitCode?: number; message: string };
  if (code?.startsWith("commander.")) return exitCode === 0 ? EXIT.ok : EXIT.usage;
  console.error(`gradlab: ${process.env.GRADLAB_DEBUG ? (error as Error).stack : message}`);
  return EXIT.broken;
}

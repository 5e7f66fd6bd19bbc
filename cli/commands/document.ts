/** `gradlab document`: all solution code of notebooks as one markdown or LaTeX document, for a write-up. */
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";

interface Options {
  format: "markdown" | "latex";
  level: number;
  output?: string;
}

export function addDocument(root: Command): void {
  root
    .command("document")
    .description("write the solution code of notebooks under headings, to be put into a write-up")
    .argument("<notebooks...>", "the .ipynb files")
    .addOption(new Option("-f, --format <format>", "what to write").choices(["markdown", "latex"]).default("markdown"))
    .option("-l, --level <n>", "level of a notebook's heading: 1 section, 2 subsection, 3 subsubsection", level, 2)
    .option("-o, --output <file>", "where to write (default: print)")
    .action(run);
}

async function run(files: string[], { format, level, output }: Options): Promise<void> {
  const { solutionDocument } = await import("gradlab/autograder");
  const { readNotebook } = await import("gradlab/kernel/notebook");
  const notebooks = files.map((file) => ({ name: basename(file, ".ipynb"), notebook: readNotebook(file) }));
  const text = solutionDocument(notebooks, { format, level });
  if (output) writeFileSync(output, text);
  else process.stdout.write(text);
}

function level(text: string): number {
  if (/^[123]$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`expected 1, 2 or 3, got "${text}"`);
}

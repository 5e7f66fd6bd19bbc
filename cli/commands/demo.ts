/** `gradlab demo`: the main job on one assignment, as `npm start` shows it: reference run, release made, class graded. */
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { Assignment, HandedIn, Sample } from "gradlab/autograder";
import { EXIT } from "../exit.ts";
import { progressLine } from "../progress-line.ts";

interface Options {
  out: string;
  class: number;
  jobs?: number;
  again?: boolean;
  allowUnsafe?: boolean;
  json?: boolean;
}

const project = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));

export function addDemo(root: Command): void {
  root
    .command("demo")
    .description("run an assignment's reference notebook, make its student release, grade a sample class")
    .argument("[assignment]", "folder of the assignment", join(project, "assignments", "fully-connected-nets"))
    .option("-o, --out <folder>", "where everything goes", join("out", "demo"))
    .option("--class <n>", "how many students the sample class has", wholeNumber, 12)
    .option("-j, --jobs <n>", "submissions graded at a time (default: as many as cores)", wholeNumber)
    .option("--again", "grade again what the gradebook already has")
    .option("--allow-unsafe", "grade without a sandbox where there is none; the sample class is ours")
    .option("--json", "print the results as JSON")
    .action(run);
}

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]*$/.test(text)) throw new InvalidArgumentError("expected a whole number from 1");
  return Number(text);
}

async function run(folder: string, options: Options): Promise<void> {
  const { loadAssignment } = await import("gradlab/autograder");
  const loaded = loadAssignment(folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const { assignment } = loaded;
  const say = options.json ? () => {} : (line: string) => console.log(line);
  say(`\n${assignment.title}: ${assignment.questions.length} questions, ${assignment.points} points\n`);
  const ran = await runReference(assignment, options.out, say);
  await makeRelease(assignment, options.out, say);
  await gradeClass(assignment, options, say);
  if (!ran) process.exitCode = EXIT.failed;
}

/** Runs the source notebook in a fresh kernel over zeromq; false where a cell raised. */
async function runReference({ name, notebook, file }: Assignment, out: string, say: (line: string) => void) {
  const { runNotebook } = await import("gradlab/kernel/client");
  const { writeNotebook } = await import("gradlab/kernel/notebook");
  const total = notebook.cells.filter(({ cell_type }) => cell_type === "code").length;
  const line = progressLine("1. running the reference notebook, cell", total);
  const started = Date.now();
  let done = 0;
  const raised: string[] = [];
  const executed = await runNotebook(notebook, {
    cwd: dirname(file),
    env: { ...process.env, GRADLAB_SOURCE: dirname(file) },
    onCell: ({ index, result }) => {
      line.step(++done, result.status);
      if (result.status !== "ok") raised.push(`cell ${index + 1} raised: ${errorOf(result.outputs)}`);
    },
  });
  line.end();
  const path = join(out, "reference", `${name}.ipynb`);
  mkdirSync(dirname(path), { recursive: true });
  writeNotebook(path, executed);
  say(`1. reference notebook: ${done} of ${total} cells in ${seconds(started)}, with outputs: ${path}`);
  for (const sentence of raised) say(`   ${sentence}`);
  return raised.length === 0;
}

function errorOf(outputs: { output_type: string; ename?: unknown; evalue?: unknown }[]): string {
  const error = outputs.find(({ output_type }) => output_type === "error");
  return error ? `${error.ename}: ${error.evalue}` : "no reason given";
}

async function makeRelease(assignment: Assignment, out: string, say: (line: string) => void): Promise<void> {
  const { writeRelease } = await import("gradlab/autograder");
  say(`2. student release: ${writeRelease(assignment, join(out, "release", assignment.name))}`);
}

async function gradeClass(assignment: Assignment, options: Options, say: (line: string) => void): Promise<void> {
  const { gradeBatch, makeSamples, openGradebook, summaryTable, writeReports, writeSamples } = await import(
    "gradlab/autograder"
  );
  const { out, jobs, again, allowUnsafe } = options;
  const samples = sampleClass(makeSamples(assignment), options.class);
  const files = writeSamples(samples, assignment, join(out, "submissions"));
  const submissions = samples.map(({ student }, i): HandedIn => ({ student, file: files[i] }));
  const gradebook = openGradebook(join(out, "gradebook.sqlite"));
  const line = progressLine("3. grading", submissions.length);
  const started = Date.now();
  const batch = await gradeBatch({
    ...{ folder: assignment.folder, submissions, gradebook, jobs, again, isolation: { allowUnsafe } },
    onResult: ({ student }, { done }) => line.step(done, student),
  });
  line.end();
  gradebook.close();
  const words = Object.fromEntries(assignment.questions.map(({ id, title }) => [id, title]));
  const written = writeReports(batch.results, out, { title: assignment.title, questions: words });
  const kept = submissions.length - batch.graded;
  const known = kept > 0 ? ` (${kept} known from the run before)` : "";
  say(`3. class of ${submissions.length} graded in ${seconds(started)}${known}, isolation: ${batch.level}\n`);
  if (options.json) console.log(JSON.stringify(batch.results, null, 2));
  say(summaryTable(batch.results));
  say(`grades    ${resolve(written.grades)}\nfeedback  ${resolve(written.index)}`);
}

/** The reference, the empty notebook and, spread over the rest, mutants and cheats of every kind. */
function sampleClass(samples: Sample[], size: number): Sample[] {
  const [always, rest] = [samples.filter(isPlain), samples.filter((sample) => !isPlain(sample))];
  const wanted = Math.max(0, Math.min(size - always.length, rest.length));
  const step = rest.length / wanted;
  return [...always, ...Array.from({ length: wanted }, (_, i) => rest[Math.floor((i + 1) * step) - 1])];
}

function isPlain({ expects }: Sample): boolean {
  return expects.kind === "reference" || expects.kind === "empty";
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

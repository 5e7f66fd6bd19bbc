/** `gradlab verify`: an instructor's proof that an assignment grades as it should. */
import { type Command, InvalidArgumentError } from "commander";
import { EXIT } from "../exit.ts";

interface Options {
  only?: RegExp;
  jobs?: number;
  seed?: number;
  allowUnsafe?: boolean;
  golden?: boolean;
  json?: boolean;
}

export function addVerify(root: Command): void {
  root
    .command("verify")
    .description("grade the sample class: reference, empty, every mutant and every cheat must get what its file says")
    .argument("<assignment>", "folder of the assignment, e.g. assignments/fully-connected-nets")
    .option("--only <pattern>", "only samples whose name matches, e.g. '^mutant-adam'", pattern)
    .option("-j, --jobs <n>", "grading processes (default: one per core)", wholeNumber)
    .option("--seed <n>", "seed of the fresh inputs (default: drawn)", wholeNumber)
    .option("--allow-unsafe", "go on where this machine cannot shut student code in")
    .option("--golden", "print published figures beside the reference's instead of grading")
    .option("--json", "print JSON")
    .action(run);
}

async function run(folder: string, options: Options): Promise<void> {
  const { golden, loadAssignment, verify } = await import("gradlab/autograder");
  const loaded = loadAssignment(folder);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  if (options.golden) return compare(await golden(loaded.assignment), options.json);
  const { only, jobs, seed, allowUnsafe, json } = options;
  const onSample = json ? undefined : line;
  const verified = await verify(loaded.assignment, { only, jobs, seed, isolation: { allowUnsafe }, onSample });
  if (json) console.log(JSON.stringify(verified, null, 2));
  else summary(verified.samples.filter(({ ok }) => ok).length, verified.samples.length, verified.isolation);
  if (!verified.ok) process.exitCode = EXIT.failed;
}

interface Row {
  figure: string;
  seed: number | number[];
  ours: number | number[];
  noise?: boolean;
  numpy?: number;
  agrees: boolean;
  note?: string;
}

/** Prints the figures of seed and reference side by side. */
function compare(rows: Row[], json = false): void {
  if (rows.some(({ agrees }) => !agrees)) process.exitCode = EXIT.failed;
  if (json) {
    console.log(JSON.stringify(rows, null, 2));
    return;
  }
  const width = Math.max(...rows.map(({ figure }) => figure.length));
  console.log(`${"figure".padEnd(width)}  ${"seed".padEnd(30)}${"ours".padEnd(30)}`);
  for (const { figure, seed, ours, noise, numpy, agrees, note } of rows) {
    const how = noise ? " in size (rounding noise)" : numpy === undefined ? "" : ` with NumPy 2 (${numpy})`;
    const verdict = `${agrees ? "agrees" : "DIFFERS"}${how}${note ? `; ${note}` : ""}`;
    console.log(`${figure.padEnd(width)}  ${numbers(seed).padEnd(30)}${numbers(ours).padEnd(30)}${verdict}`);
  }
  console.log(`${rows.filter(({ agrees }) => agrees).length} of ${rows.length} figures agree`);
}

/** A number, or the first of several and how many there are. */
function numbers(value: number | number[]): string {
  return typeof value === "number" ? String(value) : `${value[0]} (of ${value.length})`;
}

function line(verdict: {
  student: string;
  ok: boolean;
  wrong: string[];
  points: number;
  max: number;
  cpuSeconds: number;
}): void {
  const { student, ok, wrong, points, max, cpuSeconds } = verdict;
  const score = `${Number(points.toFixed(2))}/${max}`.padStart(9);
  console.log(`${ok ? "ok   " : "WRONG"} ${student.padEnd(40)} ${score} ${cpuSeconds.toFixed(1).padStart(6)} s CPU`);
  for (const sentence of wrong) console.log(`        ${sentence}`);
}

function summary(good: number, all: number, isolation: string): void {
  console.log(`${good} of ${all} samples got what they must (isolation: ${isolation})`);
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`expected a whole number, got "${text}"`);
  return Number(text);
}

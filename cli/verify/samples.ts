/** Grades sample classes and prints what came out. */
import { writeFileSync } from "node:fs";
import type { Assignment, SampleVerdict, Verified } from "gradlab/autograder";
import { byName, type Opened } from "./folders.ts";

export interface SampleOptions {
  only?: RegExp;
  jobs?: number;
  seed?: number;
  allowUnsafe?: boolean;
  /** File for JUnit XML. */
  junit?: string;
  json?: boolean;
}

/** A line per sample of one assignment; of several, a line per assignment with the samples that are wrong below. */
export async function printSamples(opened: Opened, options: SampleOptions): Promise<boolean> {
  const results: Verified[] = [];
  for (const assignment of opened.assignments) results.push(await gradeOne(assignment, options, opened.all));
  if (options.json) console.log(JSON.stringify(byName(opened, results), null, 2));
  if (options.junit) await writeJunit(opened, results, options.junit);
  return results.every(({ ok }) => ok);
}

async function writeJunit({ assignments }: Opened, results: Verified[], file: string): Promise<void> {
  const { verifyJunit } = await import("gradlab/autograder");
  writeFileSync(file, verifyJunit(results.map(({ samples }, at) => ({ name: assignments[at].name, samples }))));
}

async function gradeOne(
  assignment: Assignment,
  { only, jobs, seed, allowUnsafe, json }: SampleOptions,
  several: boolean,
): Promise<Verified> {
  const { verify } = await import("gradlab/autograder");
  const started = performance.now();
  const onSample = json || several ? undefined : line;
  if (several && !json) console.log(`      grading the samples of ${assignment.name}`);
  const verified = await verify(assignment, { only, jobs, seed, isolation: { allowUnsafe }, onSample });
  const { samples, isolation } = verified;
  const counts = `${samples.filter(({ ok }) => ok).length} of ${samples.length} samples got what they must`;
  if (!json && !several) console.log(`${counts} (isolation: ${isolation})`);
  if (!json && several) {
    const cpu = samples.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    const times = `${seconds(cpu)} s CPU, ${seconds((performance.now() - started) / 1000)} s`;
    console.log(`${verdict(verified)} ${assignment.name.padEnd(26)} ${counts}, ${times}`);
    for (const sample of samples.filter(({ ok }) => !ok)) line(sample);
  }
  return verified;
}

function line(sample: SampleVerdict): void {
  const { student, wrong, points, max, cpuSeconds } = sample;
  const score = `${Number(points.toFixed(2))}/${max}`.padStart(9);
  console.log(`${verdict(sample)} ${student.padEnd(40)} ${score} ${cpuSeconds.toFixed(1).padStart(6)} s CPU`);
  for (const sentence of wrong) console.log(`        ${sentence}`);
}

const verdict = ({ ok }: { ok: boolean }) => (ok ? "ok   " : "WRONG");
const seconds = (value: number) => value.toFixed(0).padStart(5);

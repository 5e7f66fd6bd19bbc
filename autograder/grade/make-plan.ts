/** Makes the plan of an assignment by running its check cells on the reference solution, and keeps it for the next time. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../sandbox/launcher.ts";
import type { Assignment, SourceCell } from "../source/index.ts";
import type { Evaluator } from "./evaluate.ts";
import { type Plan, plannedOf } from "./plan.ts";

const NO_METER = { cpuMs: () => 0, peakMb: () => 0, inProcess: true };

/** Digest of everything that a verdict on this assignment depends on. */
export function sourceDigest(assignment: Assignment): string {
  const cells = assignment.notebook.cells.map(({ source, metadata }) => [source, metadata]);
  return createHash("sha256")
    .update(JSON.stringify([assignment.name, cells]))
    .digest("hex");
}

/** The plan, from the cache where this very source was planned before. */
export async function planOf(evaluator: Evaluator): Promise<Plan> {
  const file = join(cacheFolder(), "plans", `${sourceDigest(evaluator.assignment)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const plan = await makePlan(evaluator);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(plan));
  renameSync(`${file}.${process.pid}`, file);
  return plan;
}

/**
 * Throws where a check cell does not run to its end on the reference itself: such an assignment can judge no one. A check
 * that fails on the reference is still part of the plan; finding that is `gradlab verify`'s work.
 */
export async function makePlan(evaluator: Evaluator): Promise<Plan> {
  const cells = evaluator.assignment.questions.flatMap(({ checks }) => checks);
  const plan: Plan = {};
  for (const cell of cells) plan[cell.gradeId!] = await planCell(evaluator, cell);
  return plan;
}

async function planCell(evaluator: Evaluator, cell: SourceCell) {
  const reference = await evaluator.reference();
  const { recorder, thrown } = await evaluator.run(cell, reference, NO_METER, 1);
  const where = `${evaluator.assignment.name}, cell ${cell.gradeId}`;
  if (thrown !== undefined) throw new Error(`${where}: the reference solution fails: ${(thrown as Error).message}`);
  const planned = plannedOf(recorder.verdicts);
  if (cell.points > 0 && planned.every(({ weight }) => weight <= 0))
    throw new Error(`${where}: ${cell.points} points and no check that earns any`);
  return planned;
}

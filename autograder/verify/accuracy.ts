/**
 * What the reference learns, beside what published runs reached. An assignment folder may hold a notebook `accuracy.ipynb`,
 * which imports the source notebook, trains its networks and exports `accuracies`; it is run over the real kernel.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Accuracy } from "../check/measure.ts";
import type { Assignment } from "../source/index.ts";
import { runExported } from "./run-exported.ts";

export interface AccuracyRow extends Accuracy {
  ok: boolean;
}

export interface AccuracyOptions {
  /** What the notebook trains on: as GRADLAB_DATA says where left out. */
  data?: "synthetic" | "real";
  /** Told of each row as soon as it is there: a long run takes minutes. */
  onRow?: (row: AccuracyRow) => void;
}

const fileOf = ({ folder }: Assignment) => join(folder, "accuracy.ipynb");

export function hasAccuracy(assignment: Assignment): boolean {
  return existsSync(fileOf(assignment));
}

/**
 * Runs the accuracy notebook of an assignment.
 * @returns its rows, each with whether ours is what was asked
 * @throws Error when there is none, or when a cell of it raises
 */
export async function accuracy(assignment: Assignment, { data, onRow }: AccuracyOptions = {}): Promise<AccuracyRow[]> {
  const env = data ? { GRADLAB_DATA: data } : undefined;
  const onItem = onRow && ((item: Accuracy) => onRow(rowOf(item)));
  const items = await runExported<Accuracy>({ file: fileOf(assignment), name: "accuracies", env, onItem });
  return items.map(rowOf);
}

function rowOf(item: Accuracy): AccuracyRow {
  return { ...item, ok: reached(item) };
}

/** NaN comes over the kernel as null and is never what was asked. */
export function reached({ ours, asked, below }: Accuracy): boolean {
  if (!Number.isFinite(ours)) return false;
  return below ? ours <= asked : ours >= asked;
}

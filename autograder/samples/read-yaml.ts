/** Reads `mutants/*.yaml` and `cheats/*.yaml` of an assignment folder. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import type { Assignment } from "../source/index.ts";
import type { Cheat, Edit, ExtraCell, Mutant } from "./sample.ts";

/** The fields as they stand in a file; `question` names the solution cell of a question, `cell` any cell by its grade_id. */
interface SampleFile {
  why: string;
  loses?: string[];
  honest?: string[];
  replace?: { question?: string; cell?: string; from?: string; to?: string; with?: string }[];
  add?: { at?: "start" | "end"; source: string }[];
}

/**
 * Reads the mutants of an assignment, sorted by name.
 * @throws Error naming the file and what it lacks
 */
export function readMutants(assignment: Assignment): Mutant[] {
  return files(assignment, "mutants").map(({ name, file, content }) => {
    const loses = content.loses ?? [];
    if (loses.length === 0) throw new Error(`${file}: expected loses to name at least one question, got none`);
    checkQuestions(assignment, file, "loses", loses);
    return { name, why: content.why, loses, edits: editsOf(content, file) };
  });
}

/**
 * Reads the cheats of an assignment, sorted by name.
 * @throws Error naming the file and what it lacks
 */
export function readCheats(assignment: Assignment): Cheat[] {
  return files(assignment, "cheats").map(({ name, file, content }) => {
    const extra: ExtraCell[] = (content.add ?? []).map(({ at = "start", source }) => ({ at, source }));
    const honest = content.honest ?? [];
    checkQuestions(assignment, file, "honest", honest);
    return { name, why: content.why, honest, edits: editsOf(content, file, extra.length > 0), extra };
  });
}

function checkQuestions({ name, questions }: Assignment, file: string, field: string, ids: string[]): void {
  const unknown = ids.filter((id) => !questions.some((question) => question.id === id));
  if (unknown.length > 0)
    throw new Error(`${file}: expected ${field} to name questions of ${name}, got ${unknown.join(", ")}`);
}

function files(
  { folder }: Assignment,
  kind: "mutants" | "cheats",
): { name: string; file: string; content: SampleFile }[] {
  const directory = join(folder, kind);
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => name.endsWith(".yaml"));
  return names.sort().map((name) => {
    const file = join(directory, name);
    const content = parse(readFileSync(file, "utf8")) as SampleFile | null;
    if (typeof content?.why !== "string") throw new Error(`${file}: expected a sentence in why, got none`);
    return { name: basename(name, ".yaml"), file, content };
  });
}

function editsOf({ replace = [] }: SampleFile, file: string, mayBeEmpty = false): Edit[] {
  if (replace.length === 0 && !mayBeEmpty)
    throw new Error(`${file}: expected replace to hold at least one change, got none`);
  return replace.map(({ question, cell = question, from, to, with: whole }) => {
    if (cell === undefined) throw new Error(`${file}: expected each change to name a question or a cell`);
    if (whole !== undefined) return { cell, with: whole };
    if (from !== undefined && to !== undefined) return { cell, from, to };
    throw new Error(`${file}: expected the change of ${cell} to have from and to, or with`);
  });
}

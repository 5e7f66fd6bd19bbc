/** Attacks written as code: `cases/<id>.yaml`, one or more submissions with the points that they must get. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Notebook } from "gradlab/kernel/notebook";
import { parse } from "yaml";
import type { IsolationLevel, QuestionOutcome } from "../grade/result.ts";
import { runnerFolder } from "../sandbox/bundle.ts";
import { cacheFolder, packageFolder } from "../sandbox/launcher.ts";
import { type Arena, type AttackCase, OUTCOMES, type OutcomeLetter } from "./case.ts";
import { differences } from "./expectation.ts";
import { probeCell } from "./probe-cell.ts";
import { codeCell, indexOf, submissionBytes } from "./submissions.ts";

/** One submission of a case. */
interface Try {
  name?: string;
  /** New text of cells, by grade_id. */
  cells?: Record<string, string>;
  /** The body of attempts that stand in the affine cell, which is honest as long as none of them gets anything. */
  probe?: string;
  /** Cells of the student's own. */
  add?: ({ before: string; source: string } | { after: string; source: string })[];
  /** Points by question; full marks for those not named. */
  expect?: Record<string, number | string>;
  endings?: Record<string, QuestionOutcome[]>;
  warns?: string[];
}

interface CaseFile {
  attack: string;
  outcome: OutcomeLetter;
  open?: IsolationLevel[];
  submissions: Try[];
}

const FILE_KEYS = ["attack", "outcome", "open", "submissions"];
const TRY_KEYS = ["name", "cells", "probe", "add", "expect", "endings", "warns"];

/** All cases of a folder. Throws with the file's name where one cannot be used. */
export function readCodeCases(folder: string): AttackCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => codeCase(name.replace(".yaml", ""), readCase(join(folder, name))));
}

function readCase(file: string): CaseFile {
  const content = parse(readFileSync(file, "utf8")) as CaseFile;
  const strange = [content, ...(content.submissions ?? [])].flatMap((part, index) =>
    Object.keys(part).filter((key) => !(index === 0 ? FILE_KEYS : TRY_KEYS).includes(key)),
  );
  if (strange.length > 0)
    throw new Error(`${file}: expected ${[...FILE_KEYS, ...TRY_KEYS].join(", ")}, got ${strange.join(", ")}`);
  if (!(content.outcome in OUTCOMES) || !content.attack || !content.submissions?.length)
    throw new Error(`${file}: expected attack, outcome (${Object.keys(OUTCOMES).join(", ")}) and submissions`);
  return content;
}

function codeCase(id: string, { attack, outcome, open = [], submissions }: CaseFile): AttackCase {
  return {
    id,
    attack,
    outcome,
    open,
    async run(arena) {
      const problems: string[] = [];
      // One after another: some submissions look for what the one before left behind.
      for (const one of submissions) problems.push(...(await tried(arena, one, id)));
      return problems;
    },
  };
}

async function tried(arena: Arena, one: Try, id: string): Promise<string[]> {
  const bytes = submissionBytes(arena.target, (notebook) =>
    attackNotebook(notebook, one, (text) => filled(text, arena)),
  );
  const result = await arena.grade(bytes, `${id}-${one.name ?? "attack"}`);
  const { expect: points, endings, warns } = one;
  const problems = [...differences(result, { points, endings, warns }), ...arena.world.traces()];
  return problems.map((problem) => (one.name ? `${one.name}: ${problem}` : problem));
}

function attackNotebook(notebook: Notebook, one: Try, fill: (text: string) => string): void {
  const cells = { ...one.cells, ...(one.probe === undefined ? {} : { affine: probeCell(one.probe) }) };
  for (const [gradeId, source] of Object.entries(cells))
    notebook.cells[indexOf(notebook, gradeId)].source = fill(source);
  for (const add of one.add ?? []) {
    const at = "before" in add ? indexOf(notebook, add.before) : indexOf(notebook, add.after) + 1;
    notebook.cells.splice(at, 0, codeCell(fill(add.source)));
  }
}

/** Puts the world's names in; a name that nobody knows is a mistake in the case. */
function filled(text: string, { world, target }: Arena): string {
  const names: Record<string, string> = {
    ...world.names,
    packageFolder,
    cacheFolder: cacheFolder(),
    targetFolder: target.folder,
    runnerFolder: runnerFolder(),
    deep: "[".repeat(50_000) + "]".repeat(50_000),
  };
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (!(name in names)) throw new Error(`expected one of ${Object.keys(names).join(", ")}, got {{${name}}}`);
    return names[name];
  });
}

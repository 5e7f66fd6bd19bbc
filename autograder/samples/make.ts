/** The sample class of an assignment: reference, empty, every mutant and every cheat. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Cell, type Notebook, writeNotebook } from "gradlab/kernel/notebook";
import { release } from "../release/index.ts";
import { type Assignment, findRegions, SOLUTION } from "../source/index.ts";
import { readCheats, readMutants } from "./read-yaml.ts";
import type { Edit, ExtraCell, Sample } from "./sample.ts";

/**
 * Makes the sample class.
 * @throws Error naming the sample and its change, when a change does not fit the reference
 */
export function makeSamples(assignment: Assignment): Sample[] {
  const empty = release(assignment.notebook);
  const reference = solved(assignment, empty);
  const mutants = readMutants(assignment).map(({ name, why, loses, edits }): Sample => {
    const notebook = edited(reference, edits, `mutants/${name}`);
    return { student: `mutant-${name}`, why, notebook, expects: { kind: "mutant", loses } };
  });
  const cheats = readCheats(assignment).map(({ name, why, honest, edits, extra }): Sample => {
    const notebook = edited(solved(assignment, empty, honest), edits, `cheats/${name}`);
    return { student: `cheat-${name}`, why, notebook: withExtra(notebook, extra), expects: { kind: "cheat", honest } };
  });
  return [
    { student: "reference", why: "the reference solution", notebook: reference, expects: { kind: "reference" } },
    { student: "empty", why: "the release, untouched", notebook: empty, expects: { kind: "empty" } },
    ...mutants,
    ...cheats,
  ];
}

/** Writes each sample to `<folder>/<student>/<assignment>.ipynb` and returns the paths. */
export function writeSamples(samples: Sample[], assignment: Assignment, folder: string): string[] {
  return samples.map(({ student, notebook }) => {
    const path = join(folder, student, `${assignment.name}.ipynb`);
    mkdirSync(join(folder, student), { recursive: true });
    writeNotebook(path, notebook);
    return path;
  });
}

/** The release with the reference's solutions and model answers to some questions (all where left out), as a student writes them. */
function solved({ notebook: source, cells }: Assignment, empty: Notebook, questions?: string[]): Notebook {
  const filled = empty.cells.map((cell, index): Cell => {
    const { kind, question } = cells[index];
    const wanted = kind === "solution" || kind === "answer";
    if (!wanted || (questions && !questions.includes(question!))) return cell;
    return { ...cell, source: withoutMarkers(source.cells[index].source) };
  });
  return { ...empty, cells: filled };
}

function withoutMarkers(source: string): string {
  const regions = findRegions(source, SOLUTION);
  const markers = new Set(typeof regions === "string" ? [] : regions.flatMap(({ first, last }) => [first, last]));
  return source
    .split("\n")
    .filter((_, number) => !markers.has(number))
    .join("\n");
}

function edited(notebook: Notebook, edits: Edit[], name: string): Notebook {
  const cells = notebook.cells.slice();
  for (const edit of edits) {
    const index = cells.findIndex(
      (cell) => (cell.metadata.nbgrader as { grade_id?: string } | undefined)?.grade_id === edit.cell,
    );
    if (index < 0) throw new Error(`${name}: expected a cell ${edit.cell}, got none of that grade_id`);
    cells[index] = { ...cells[index], source: editedText(cells[index].source, edit, name) };
  }
  return { ...notebook, cells };
}

function editedText(source: string, edit: Edit, name: string): string {
  if ("with" in edit) return edit.with;
  const count = source.split(edit.from).length - 1;
  if (count !== 1) throw new Error(`${name}: expected "${edit.from}" once in ${edit.cell}, got it ${count} times`);
  return source.replace(edit.from, () => edit.to);
}

function withExtra(notebook: Notebook, extra: ExtraCell[]): Notebook {
  const cells = extra.map(({ source }, index) => codeCell(`extra-${index + 1}`, source));
  const at = (place: ExtraCell["at"]) => cells.filter((_, index) => extra[index].at === place);
  return { ...notebook, cells: [...at("start"), ...notebook.cells, ...at("end")] };
}

function codeCell(id: string, source: string): Cell {
  return { cell_type: "code", id, metadata: {}, source, outputs: [], execution_count: null };
}

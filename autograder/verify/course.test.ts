/** Every assignment of the course keeps the promises that grading does not look at. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { notebookText, readNotebook } from "gradlab/kernel/notebook";
import { type CellType, schemaShelf } from "../intake/schema.ts";
import { release } from "../release/index.ts";
import { makeSamples, readMutants } from "../samples/index.ts";
import { type Assignment, findRegions, HIDDEN_TESTS, loadAssignment, type Region, SOLUTION } from "../source/index.ts";

const course = join(import.meta.dirname, "..", "..", "assignments");
const folders = readdirSync(course).filter((name) => existsSync(join(course, name, `${name}.ipynb`)));
const schema = schemaShelf()(5);

function load(name: string): Assignment {
  const loaded = loadAssignment(join(course, name));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  return loaded.assignment;
}

/** The lines of a cell that stand between markers, and the others. */
function split(source: string): { hidden: string[]; shown: string[] } {
  const lines = source.split("\n");
  const regions = [SOLUTION, HIDDEN_TESTS].flatMap((markers) => findRegions(source, markers) as Region[]);
  const inside = (number: number) => regions.some(({ first, last }) => first <= number && number <= last);
  return { hidden: lines.filter((_, n) => inside(n)), shown: lines.filter((_, n) => !inside(n)) };
}

/** Hidden lines that give something away: they stand nowhere in the open, and are long enough to mean something. */
function secrets({ cells }: Assignment): string[] {
  const parts = cells.filter(({ kind }) => kind !== "answer").map(({ source }) => split(source));
  const shown = new Set(parts.flatMap((part) => part.shown));
  return parts.flatMap(({ hidden }) => hidden).filter((line) => line.trim().length > 24 && !shown.has(line));
}

describe.each(folders)("%s", (name) => {
  test.each(["", ...(existsSync(join(course, name, "golden.ipynb")) ? ["golden"] : [])])(
    "is nbformat 4.5 with ids, without outputs %s",
    (other) => {
      const notebook = readNotebook(join(course, name, `${other || name}.ipynb`));
      const json = JSON.parse(notebookText(notebook));
      expect(schema.frame(json)).toBeUndefined();
      expect(json.cells.map((cell: { cell_type: CellType }) => schema.cell(cell.cell_type, cell as never))).toEqual(
        json.cells.map(() => undefined),
      );
      expect(notebook.nbformat_minor).toBe(5);
      expect(notebook.metadata.kernelspec).toMatchObject({ name: "gradlab", language: "typescript" });
      const code = notebook.cells.filter((cell) => cell.cell_type === "code");
      expect(code.filter(({ outputs, execution_count }) => outputs.length > 0 || execution_count !== null)).toEqual([]);
      expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
    },
  );

  test("its release gives nothing away", () => {
    const assignment = load(name);
    const text = release(assignment.notebook).cells.map(({ source }) => source);
    const lines = new Set(text.flatMap((source) => source.split("\n")));
    expect(secrets(assignment).length).toBeGreaterThan(0);
    expect(secrets(assignment).filter((line) => lines.has(line))).toEqual([]);
    const answers = assignment.cells.filter(({ kind }) => kind === "answer");
    for (const { source } of answers) expect(text).not.toContain(source);
  });

  test("free answers have a rubric for whoever grades them", () => {
    const answers = load(name).cells.filter(({ kind }) => kind === "answer");
    for (const { source, points } of answers) expect(source).toContain(`**Rubric (${points} points)**`);
  });

  test("every code question that earns points has three mutants or more, and all samples fit the reference", () => {
    const assignment = load(name);
    const changed = readMutants(assignment).map(({ edits }) => edits[0].cell);
    const few = assignment.questions.filter(
      ({ id, manual, points }) => !manual && points > 0 && changed.filter((at) => at === id).length < 3,
    );
    expect(few.map(({ id }) => id)).toEqual([]);
    expect(makeSamples(assignment).length).toBeGreaterThan(changed.length);
  });
});

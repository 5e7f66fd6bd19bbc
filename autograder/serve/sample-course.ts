/**
 * A course folder as it looks in the middle of a term: a roster, assignments made from real source notebooks, and a gradebook with
 * results and notebooks. Nothing is graded: verdicts are drawn by a seeded stream, for tests and measurements of the page.
 */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Cell, Notebook, Output } from "gradlab/kernel/notebook";
import { notebookText } from "gradlab/kernel/notebook";
import { RandomState } from "gradlab/lib";
import { csv } from "../export/csv.ts";
import type { QuestionResult } from "../grade/result.ts";
import { type Gradebook, openGradebook } from "../gradebook/index.ts";
import { gradeInfo } from "../intake/index.ts";
import { release } from "../release/index.ts";
import { sampleCheck, sampleQuestion, sampleResult } from "../report/sample.ts";
import { type Assignment, loadAssignment, type Question } from "../source/index.ts";

export interface SampleCourse {
  folder: string;
  students: number;
  /** Folders of source notebooks; the same one may stand there twice. */
  sources: readonly string[];
  seed?: number;
}

const FIRST =
  "Ada Alan Barbara Claude Donald Edsger Frances Grace Hedy Ivan Joan Katherine Leslie Margaret Niklaus Olga Peter Radia Sophie Tim";
const LAST = "Bell Curie Dahl Euler Franklin Gauss Hopper Ito Jemison Kahn Lamarr Meitner Noether Okoye Perlman Turing";
const DUE = Date.parse("2027-03-01T23:59:00Z");
const DAY_MS = 24 * 60 * 60 * 1000;

/** Writes the folder; the names of its assignments come back. */
export function makeSampleCourse({ folder, students, sources, seed = 7 }: SampleCourse): string[] {
  const stream = new RandomState(seed);
  const roster = Array.from({ length: students }, (_, index) => studentRow(index));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "roster.csv"), csv([["id", "name", "email", "section"], ...roster]));
  const names = sources.map((source, index) => copyAssignment(folder, source, index, sources));
  const items = names.map((name) => `  - name: ${name}\n    due: "${new Date(DUE).toISOString()}"\n`);
  const late = "late:\n  perDay: 10\n  grace: 15m\n  cap: 50\n";
  writeFileSync(
    join(folder, "gradlab.yaml"),
    `course: Deep Learning, spring 2027\nroster: roster.csv\n${late}assignments:\n${items.join("")}`,
  );
  const book = openGradebook(join(folder, "gradebook.sqlite"));
  for (const name of names) new Class(book, join(folder, "assignments", name), stream).keep(roster.map(([id]) => id));
  book.close();
  return names;
}

function studentRow(index: number): string[] {
  const [first, last] = [FIRST.split(" "), LAST.split(" ")];
  const name = `${first[index % first.length]} ${last[Math.floor(index / first.length) % last.length]}`;
  const id = `${name.toLowerCase().replace(" ", ".")}${index >= first.length * last.length ? index : ""}`;
  return [id, name, `${id}@example.org`, index % 2 === 0 ? "A" : "B"];
}

/** A second copy of a source gets a name of its own. */
function copyAssignment(course: string, source: string, index: number, sources: readonly string[]): string {
  const own = basename(source);
  const name = sources.indexOf(source) === index ? own : `${own}-${index + 1}`;
  const folder = join(course, "assignments", name);
  cpSync(source, folder, { recursive: true });
  if (name !== own) renameSync(join(folder, `${own}.ipynb`), join(folder, `${name}.ipynb`));
  return name;
}

/** One assignment's class. */
class Class {
  private readonly book: Gradebook;
  private readonly stream: RandomState;
  private readonly assignment: Assignment;
  private readonly released: Notebook;

  constructor(book: Gradebook, folder: string, stream: RandomState) {
    const loaded = loadAssignment(folder);
    if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
    this.book = book;
    this.stream = stream;
    this.assignment = loaded.assignment;
    this.released = release(loaded.assignment.notebook);
  }

  /** Nine in ten hand in; some late, some twice, a few something that is no notebook. */
  keep(students: readonly string[]): void {
    for (const student of students) {
      if (this.draw() > 0.9) continue;
      const times = this.draw() > 0.85 ? 2 : 1;
      for (let time = 1; time <= times; time++) this.keepOne(student, Math.min(1, 0.2 * time + this.draw()), time);
    }
  }

  private keepOne(student: string, ability: number, time: number): void {
    const { name, points: max } = this.assignment;
    const late = this.draw() > 0.93 ? DAY_MS * (0.2 + this.draw()) : -DAY_MS * this.draw();
    const received = new Date(DUE + late + time * 60_000).toISOString();
    const broken = this.draw() > 0.99;
    const solved = this.assignment.questions.filter(() => this.draw() < 0.1 + 0.88 * ability);
    const text = broken ? "not a notebook" : notebookText(this.notebook(solved));
    const bytes = Buffer.from(text);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const questions = broken ? [] : this.assignment.questions.map((one) => this.question(one, solved.includes(one)));
    const result = sampleResult(student, questions, {
      ...{ assignment: name, max, gradedAt: received, wallMs: 4000 + Math.round(3000 * this.draw()) },
      submission: { file: `${name}.ipynb`, sha256, bytes: bytes.length },
      rejected: broken ? "expected a JSON object with nbformat, got text that is no JSON" : null,
      warnings: this.draw() > 0.9 ? ["cell 7: was edited although it is locked; the instructor's text is used"] : [],
    });
    this.book.keep(`${name}-${student}-${time}`, result, [], received);
    this.book.keepNotebook(name, student, sha256, bytes);
  }

  private question({ id, checks, points, manual }: Question, solved: boolean): QuestionResult {
    if (manual)
      return sampleQuestion(id, [], { manual: true, outcome: "manual", max: points, wallMs: 0, replies: null });
    const found = checks.flatMap(({ source }) =>
      [...source.matchAll(/check\.\w+\(\s*"([^"]+)"/g)].map(([, label]) => label),
    );
    const labels = found.length > 0 ? found : ["value"];
    const missing = !solved && this.draw() < 0.3;
    const results = labels.map((label, index) => {
      const passed = !missing && (solved || this.draw() < 0.5);
      const worth = points / labels.length;
      return sampleCheck({ label, passed, max: worth, points: passed ? worth : 0, hidden: index % 2 === 1 });
    });
    const error = missing ? "Error: this function has not been written yet" : null;
    const earned = results.reduce((sum, check) => sum + check.points, 0);
    return sampleQuestion(id, results, {
      points: Math.round(1e6 * earned) / 1e6,
      ...{ outcome: missing ? "error" : "graded", error, max: points, wallMs: 200 + Math.round(900 * this.draw()) },
      output: this.draw() > 0.8 ? "epoch 1: loss 2.302\nepoch 2: loss 1.871\n" : "",
    });
  }

  private notebook(solved: readonly Question[]): Notebook {
    const known = new Set(solved.flatMap(({ solutions }) => solutions.map(({ gradeId }) => gradeId)));
    const cells = this.released.cells.map((cell, index): Cell => {
      const info = gradeInfo(cell.metadata);
      if (info?.solution && cell.cell_type === "markdown") return { ...cell, source: this.answer(cell.source) };
      if (cell.cell_type !== "code") return cell;
      const reference = withoutMarkers(this.assignment.notebook.cells[index].source);
      const source = info && known.has(info.gradeId) ? reference : cell.source;
      return { ...cell, source, outputs: info?.grade ? this.outputs() : [], execution_count: index };
    });
    return { ...this.released, cells };
  }

  /** One in ten leaves the stub. */
  private answer(stub: string): string {
    if (this.draw() < 0.1) return stub;
    const part = () => SENTENCES[Math.floor(this.draw() * SENTENCES.length)];
    return `${part()} ${part()}\n\n${part()}`;
  }

  private outputs(): Output[] {
    const text = "passed  out on 2 x 3 inputs: relative error 9.77e-10\n";
    const bar = 20 + Math.round(60 * this.draw());
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="100"><rect width="320" height="100" fill="#fff"/><path d="M10 ${bar} L160 60 L310 85" fill="none" stroke="#0a53be" stroke-width="3"/></svg>`;
    const table =
      "<table><tr><th>epoch</th><th>loss</th></tr><tr><td>1</td><td>2.30</td></tr></table><script>top.location='/'</script>";
    const drawn: Output[] = [
      { output_type: "display_data", metadata: {}, data: { "image/svg+xml": svg, "text/plain": "<plot>" } },
      { output_type: "display_data", metadata: {}, data: { "text/html": table } },
    ];
    return [{ output_type: "stream", name: "stdout", text }, ...drawn.filter(() => this.draw() < 0.2)];
  }

  private draw(): number {
    return this.stream.randomSample() as number;
  }
}

function withoutMarkers(source: string): string {
  return source.replaceAll(/^\s*\/\/ (BEGIN|END) SOLUTION\n?/gm, "");
}

const SENTENCES = [
  "The derivative of the sigmoid is $\\sigma(x)(1 - \\sigma(x))$, at most $\\frac{1}{4}$, so the gradient *vanishes* in deep chains.",
  "ReLU passes **nothing** for negative inputs; such a unit is dead and its weights no longer change.",
  "In training the expected output is $p\\,x$, in testing $x$:\n\n$$\\mathbb{E}[m_i x_i] = p\\,x_i$$",
  "I tried learning rates between `1e-4` and `1e-2`; the smaller ones hardly moved.\n\n- 0.001: 38%\n- 0.01: 51%",
  "Because each layer multiplies the signal by a factor, the product over $L$ layers grows or shrinks like $\\alpha^L$.",
  "I think it is because of the regularisation, but I am not sure.",
];

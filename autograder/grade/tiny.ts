/** A small assignment for tests, with everything that a real one has: public and hidden checks, a class, data, a callback. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cell, Notebook } from "gradlab/kernel/notebook";
import { notebookText } from "gradlab/kernel/notebook";
import { removeHiddenTests } from "../release/index.ts";

const GIVEN = `import { nd, random, type NdArray } from "gradlab/lib";
import { check, reference } from "gradlab/check";`;

const DOUBLE = `export function double(x: NdArray): NdArray {
  // BEGIN SOLUTION
  return x.mul(2);
  // END SOLUTION
}`;

const DOUBLE_CHECK = `check.golden("double of [1, 2]", double(nd.array([1, 2])), [2, 4]);
// BEGIN HIDDEN TESTS
{
  const ref = await reference();
  const x = check.random().randn(4, 3);
  check.close("fresh numbers", double(x), ref.double(x), { tol: 1e-12, hint: "every element counts" });
  check.throws("a text is refused", () => double("two" as never), { weight: 0 });
}
// END HIDDEN TESTS`;

const NET = `export class Net {
  params: Record<string, NdArray>;
  constructor({ size }: { size: number }) {
    // BEGIN SOLUTION
    this.params = { W: nd.ones([size, 2]) };
    // END SOLUTION
  }
  loss(X: NdArray): number {
    // BEGIN SOLUTION
    return X.matmul(this.params.W).sum();
    // END SOLUTION
  }
}`;

const NET_CHECK = `{
  const net = new Net({ size: 3 });
  const W = net.params.W;
  const X = nd.ones([2, 3]);
  check.equal("loss", net.loss(X), 12);
  W.set(0, 0, 4);
  check.equal("loss after a weight was changed in place", net.loss(X), 18);
  net.params.W = nd.zeros([3, 2]);
  check.equal("loss after the weights were replaced", net.loss(X), 0);
}`;

const APPLY = `export function apply(f: (n: number) => number, n: number): number {
  // BEGIN SOLUTION
  return f(n) + 1;
  // END SOLUTION
}`;

const APPLY_CHECK = `check.equal("apply calls back", apply((n) => n * 10, 4), 41);`;

function code(
  grade_id: string,
  source: string,
  flags: { solution?: boolean; points?: number; question?: string },
): Cell {
  const { solution = false, points, question } = flags;
  const nbgrader = {
    schema_version: 3,
    grade_id,
    solution,
    grade: points !== undefined,
    locked: !solution,
    task: false,
    points,
  };
  const metadata = { nbgrader, ...(question ? { gradlab: { question, limits: { seconds: 2, megabytes: 512 } } } : {}) };
  return { cell_type: "code", id: grade_id, metadata, source, outputs: [], execution_count: null } as Cell;
}

/** The cells of the source notebook. */
export function tinyCells(): Cell[] {
  return [
    code("setup", GIVEN, {}),
    code("double", DOUBLE, { solution: true, question: "double" }),
    code("double-check", DOUBLE_CHECK, { points: 3, question: "double" }),
    code("Net", NET, { solution: true, question: "Net" }),
    code("Net-check", NET_CHECK, { points: 3, question: "Net" }),
    code("apply", APPLY, { solution: true, question: "apply" }),
    code("apply-check", APPLY_CHECK, { points: 1, question: "apply" }),
  ];
}

function write(path: string, cells: Cell[]): string {
  const metadata = { kernelspec: { name: "gradlab", display_name: "TypeScript", language: "typescript" } };
  const notebook: Notebook = { nbformat: 4, nbformat_minor: 5, metadata, cells };
  writeFileSync(path, notebookText(notebook));
  return path;
}

/** Writes the assignment below `folder` and gives its own folder; `change` edits the text of its cells. */
export function writeTiny(folder: string, change: (source: string) => string = (source) => source): string {
  const own = join(folder, "tiny");
  mkdirSync(own, { recursive: true });
  write(
    join(own, "tiny.ipynb"),
    tinyCells().map((cell) => ({ ...cell, source: change(cell.source) })),
  );
  return own;
}

/** Writes a submission: the reference solution in the released notebook, with the text of some cells replaced by `changes`. */
export function writeSubmission(path: string, changes: Record<string, string> = {}): string {
  const metadata = {};
  const released = removeHiddenTests({ nbformat: 4, nbformat_minor: 5, metadata, cells: tinyCells() });
  const cells = released.cells.map((cell) => ({ ...cell, source: changes[cell.id as string] ?? cell.source }));
  return write(path, cells);
}

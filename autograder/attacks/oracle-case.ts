/** A15: many attempts to learn hidden inputs and thresholds from feedback. */
import { feedbackPage } from "../report/index.ts";
import type { Arena, AttackCase } from "./case.ts";
import { indexOf, submissionBytes } from "./submissions.ts";

const SPY = `export function affine(x: NdArray, w: NdArray, b: NdArray): NdArray {
  console.log("SEEN", x.toArray().flat().join());
  return x.dot(w).add(b).mul(1 + 1e-3);
}`;

async function run(arena: Arena): Promise<string[]> {
  const bytes = submissionBytes(arena.target, (notebook) => {
    notebook.cells[indexOf(notebook, "affine")].source = SPY;
  });
  const results = [await arena.grade(bytes), await arena.grade(bytes)];
  const [first, second] = results.map(({ questions }) => questions.find(({ id }) => id === "affine")!);
  // The first line is the public check's input, the same for all.
  const seen = [first, second].map(({ output }) =>
    output
      .split("\n")
      .filter((line) => line.startsWith("SEEN"))
      .slice(1)
      .join(),
  );
  const page = feedbackPage(results[0]);
  return [
    ...(first.seed === second.seed ? ["two attempts had one seed"] : []),
    ...(seen[0] === "" || seen[0] === seen[1] ? ["two attempts had the same hidden inputs"] : []),
    ...(page.includes("SEEN") ? ["what the code printed of hidden inputs is on the feedback page"] : []),
  ];
}

export const ORACLE_CASE: AttackCase = {
  id: "A15",
  attack: "learns hidden inputs and thresholds from the feedback of many attempts",
  outcome: "S0",
  open: [],
  run,
};

/**
 * The array functions against NumPy itself: each draws shapes, dtypes, layouts, axes and values, runs both and compares to
 * the last bit (a few ulp where the mathematics library differs). GRADLAB_NIGHTLY=1 runs thousands of cases per function.
 */
import type { Case, Subject } from "./case.ts";
import { difference } from "./compare.ts";
import { Draw } from "./draw.ts";
import { pythonWithNumpy, runInNumpy } from "./numpy-process.ts";
import { elementwiseSubjects } from "./subjects-elementwise.ts";
import { indexingSubjects } from "./subjects-indexing.ts";
import { printingSubjects } from "./subjects-printing.ts";
import { productSubjects } from "./subjects-products.ts";
import { reductionSubjects } from "./subjects-reductions.ts";
import { shapeSubjects } from "./subjects-shapes.ts";

const NIGHTLY = process.env.GRADLAB_NIGHTLY === "1";
const COUNT = NIGHTLY ? 2000 : 200;
const FIRST_SEED = NIGHTLY ? Math.floor(Date.now() / 86_400_000) * 100_000 : 1;

const python = pythonWithNumpy();

function attempt(drawn: Case): unknown {
  try {
    return drawn.ours();
  } catch (error) {
    return error as Error;
  }
}

function failures(subject: Subject): string[] {
  const draws = Array.from({ length: COUNT }, (_, k) => new Draw(FIRST_SEED + k));
  const cases = draws.map((draw) => subject.draw(draw));
  const numpy = runInNumpy(
    python,
    cases.map(({ python: code }, k) => ({ arrays: draws[k].bases, code })),
  );
  return cases.flatMap((drawn, k) => {
    const text = difference(attempt(drawn), numpy[k], drawn.nearness ?? {});
    if (text === undefined) return [];
    const shapes = draws[k].bases.map((base) => `${base.dtype}(${base.shape})`).join(" ");
    return [`seed ${FIRST_SEED + k}: ${drawn.python} with ${shapes}: ${text}`];
  });
}

const subjects = [
  ...elementwiseSubjects,
  ...reductionSubjects,
  ...shapeSubjects,
  ...indexingSubjects,
  ...productSubjects,
  ...printingSubjects,
];

test.each(subjects.map((subject) => [subject.name, subject] as const))(
  "%s gives what NumPy gives",
  (_, subject) => {
    expect(failures(subject).slice(0, 5)).toEqual([]);
  },
  NIGHTLY ? 600_000 : 60_000,
);

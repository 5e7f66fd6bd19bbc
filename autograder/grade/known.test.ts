/** What an author relies on: only costly questions with all points are not run again, and only for the same code. */
import { Known } from "./known.ts";
import type { GradedQuestion, QuestionJob } from "./question.ts";

const job = (id: string, code: string) =>
  ({ question: { id }, source: { code, problems: [] } }) as unknown as QuestionJob;
const graded = (points: number, cpuMs: number) =>
  ({ result: { points, max: 4, manual: false, cpuMs, wallMs: cpuMs }, replies: [] }) as unknown as GradedQuestion;

test("the same code for the same costly question keeps its points and costs nothing", () => {
  const known = new Known();
  known.keep(job("train", "a"), graded(4, 3000));
  expect(known.find(job("train", "a"))?.result).toMatchObject({ points: 4, cpuMs: 0 });
  expect(known.find(job("train", "b"))).toBeUndefined();
  expect(known.find(job("other", "a"))).toBeUndefined();
});

test("cheap questions, lost points and code that was not compiled beforehand are run again", () => {
  const known = new Known();
  known.keep(job("cheap", "a"), graded(4, 100));
  known.keep(job("wrong", "a"), graded(3, 3000));
  const cells = { question: { id: "cells" }, source: ["a"] } as unknown as QuestionJob;
  known.keep(cells, graded(4, 3000));
  expect([job("cheap", "a"), job("wrong", "a"), cells].map((one) => known.find(one))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

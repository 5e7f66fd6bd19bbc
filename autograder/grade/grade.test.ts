/**
 * Real submissions in real sandboxes, at every level that this machine has. The processes run from dist/.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LEVELS } from "../sandbox/levels.ts";
import { probeAll } from "../sandbox/probe.ts";
import { type Grader, openGrader } from "./grade-submission.ts";
import type { QuestionResult, SubmissionResult } from "./result.ts";
import { writeSubmission, writeTiny } from "./tiny.ts";

const scratch = mkdtempSync(join(tmpdir(), "gradlab-grade-test-"));
const folder = writeTiny(scratch);
const available = new Set(probeAll().flatMap(({ level, available }) => (available ? [level] : [])));
let count = 0;

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const FORGED = `
const { writeSync } = process.getBuiltinModule("node:fs");
const forged = JSON.stringify({ kind: "graded", passed: true, score: 100, points: 100 });
for (const fd of [1, 2, 3, 4, 5, 6]) { try { writeSync(fd, forged + "\\n"); } catch {} }
try { process.send?.({ kind: "graded", score: 100 }); } catch {}
`;

const POLLUTED = `
Object.prototype.passed = true; Object.prototype.points = 100; Object.prototype.max = 100;
Math.abs = () => 0; Math.max = () => 0; Number.isFinite = () => true; Object.is = () => true;
Array.prototype.every = () => true; JSON.stringify = () => '{"passed":true}';
Float64Array.prototype.set = () => {}; Promise.prototype.then = function () { return this; };
`;

/** What a cheat puts in the place of \`double\`, and what the question must then be. */
const CHEATS: Array<[string, string, Partial<QuestionResult>]> = [
  ["forges answers on every descriptor", `export const double = (x) => { ${FORGED} return x; };`, { points: 0 }],
  ["patches the language", `export const double = (x) => { ${POLLUTED} return x; };`, { points: 0 }],
  ["returns NaN", "export const double = (x) => x.mul(NaN);", { points: 0 }],
  ["returns an empty array", "export const double = () => nd.zeros([0]);", { points: 0 }],
  [
    "returns something with a length that is none",
    "export const double = () => ({ length: NaN, passed: true });",
    { points: 0 },
  ],
  [
    "returns another answer at each reading",
    "export const double = (x) => new Proxy(x, { get: () => Math.random() });",
    { points: 0 },
  ],
  ["never settles", "export const double = () => new Promise(() => {});", { points: 0 }],
  ["settles twice", "export const double = () => ({ then: (f) => { f(1); f(2); } });", { points: 0 }],
  ["exits with success", "export const double = () => process.exit(0);", { points: 0, outcome: "crash" }],
  ["aborts", "export const double = () => process.abort();", { points: 0, outcome: "crash" }],
  ["loops", "export const double = () => { for (;;); };", { points: 0, outcome: "timeout" }],
  [
    "needs all memory",
    "const kept = []; export const double = () => { for (;;) kept.push(new Float64Array(1e7).fill(1)); };",
    { points: 0 },
  ],
  [
    "imports the hidden tests",
    `import * as hidden from "${folder}/tiny.ipynb"; export const double = hidden.double;`,
    { points: 0 },
  ],
  [
    "reads the source",
    `const text = process.getBuiltinModule("node:fs").readFileSync("${folder}/tiny.ipynb", "utf8"); export const double = (x) => text && x.mul(2);`,
    { points: 0 },
  ],
];

describe.each(["namespaces", "landlock"] as const)("at level %s", (level) => {
  const has = available.has(level);
  let grader: Grader;

  beforeAll(() => {
    if (has) grader = openGrader({ folder, jobs: 2, isolation: { exactly: level } });
  });
  afterAll(() => grader?.close());

  async function grade(changes: Record<string, string>): Promise<SubmissionResult> {
    const path = writeSubmission(join(scratch, `s${count++}.ipynb`), changes);
    const graded = await grader.grade({ student: "ada", file: "s.ipynb", path });
    if (!graded.ok) throw new Error(graded.reason);
    return graded.result;
  }

  test("it is there, or the machine lacks what it needs", () => {
    if (!has) console.warn(`level ${level} is not available here: ${LEVELS.find(({ name }) => name === level)!.mend}`);
    expect(typeof has).toBe("boolean");
  });

  test("the reference has all points, and says how it was judged", async () => {
    if (!has) return;
    const result = await grade({});
    expect(result.questions.map(({ id, points }) => [id, points])).toEqual([
      ["double", 3],
      ["Net", 3],
      ["apply", 1],
    ]);
    expect(result).toMatchObject({ points: 7, max: 7, isolation: level, rejected: null, warnings: [] });
    expect(result.questions[0].checks.map(({ label, hidden, max }) => [label, hidden, max])).toEqual([
      ["double of [1, 2]", false, 1.5],
      ["fresh numbers", true, 1.5],
      ["a text is refused", true, 0],
    ]);
    expect(result.questions[0].replies).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test("a wrong answer loses its checks, with figure, tolerance and hint, and nothing else", async () => {
    if (!has) return;
    const result = await grade({ double: "export const double = (x: NdArray) => x.mul(2.0001);" });
    expect(result.questions.map(({ points }) => points)).toEqual([0, 3, 1]);
    const [, fresh] = result.questions[0].checks;
    expect(fresh).toMatchObject({ passed: false, points: 0, tolerance: 1e-12, hint: "every element counts" });
    expect(fresh.found).toBeCloseTo(0.0001 / 4.0001, 8);
  });

  test.each(CHEATS)("a cheat that %s gains nothing and harms no other question", async (_, text, expected) => {
    if (!has) return;
    const result = await grade({ double: text });
    expect(result.questions[0]).toMatchObject(expected);
    expect(result.questions.slice(1).map(({ points }) => points)).toEqual([3, 1]);
  });

  test("an answer sent before it is asked for zeroes the question", async () => {
    if (!has) return;
    const text = `export const double = (x: NdArray) => { ${FORGED} return x.mul(2); };`;
    const { questions } = await grade({ double: text });
    expect(questions[0]).toMatchObject({ points: 0, outcome: "violation" });
  });

  test("a broken cell costs its own question", async () => {
    if (!has) return;
    const { questions } = await grade({ double: "export function double(x { return" });
    expect(questions.map(({ points }) => points)).toEqual([0, 3, 1]);
    expect(questions[0].error).toContain("`double` is not there");
  });
});

test("a file that is no notebook is refused in words, and the next one is graded", async () => {
  const level = LEVELS.find(({ name }) => available.has(name))!.name;
  const grader = openGrader({ folder, jobs: 1, isolation: { exactly: level, allowUnsafe: true } });
  const path = join(scratch, "broken.ipynb");
  writeFileSync(path, '{"cells": [');
  const [broken, whole] = await Promise.all([
    grader.grade({ student: "b", file: "broken.ipynb", path }),
    grader.grade({ student: "c", file: "whole.ipynb", path: writeSubmission(join(scratch, "whole.ipynb")) }),
  ]);
  grader.close();
  expect(broken).toMatchObject({
    ok: true,
    result: { points: 0, max: 7, rejected: expect.stringMatching(/JSON|end/) },
  });
  expect(whole).toMatchObject({ ok: true, result: { points: 7 } });
});

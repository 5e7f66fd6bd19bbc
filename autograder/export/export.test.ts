import { parse } from "csv-parse/sync";
import type { QuestionResult, SubmissionResult } from "../grade/result.ts";
import { canvasCsv, fillMoodleWorksheet, type GradeRow, gradescopeResults, nbgraderCsv } from "./index.ts";

function row(id: string, assignment: string, score: number, name = "Ada Lovelace"): GradeRow {
  const student = { id, name, email: `${id}@x.org`, section: "A" };
  return { student, assignment, due: "", received: "", raw: score + 1, penalty: 1, score, max: 10, result: undefined };
}

const rows = [row("ada", "nets", 8.25), row("bob", "nets", 0, "=HYPERLINK(1)"), row("ada", "cnn", 4)];

test("Canvas: a column per assignment, points possible, an empty cell where nothing is known", () => {
  const [header, possible, ada, bob] = parse(canvasCsv(rows)) as string[][];
  expect(header.slice(5)).toEqual(["nets", "cnn"]);
  expect(possible).toEqual(["    Points Possible", "", "", "", "", "10", "10"]);
  expect(ada).toEqual(["Ada Lovelace", "", "ada", "ada@x.org", "A", "8.25", "4"]);
  expect(bob.slice(5)).toEqual(["0", ""]);
});

test("a name that is a formula stays text", () => {
  expect(canvasCsv(rows)).toContain("'=HYPERLINK(1)");
  expect(nbgraderCsv([row("x", "nets", 1, "@SUM(A1)")])).toContain("'@SUM(A1)");
});

test("nbgrader: its columns in its order, names split both ways", () => {
  const [header, ada] = parse(nbgraderCsv(rows)) as string[][];
  expect(header.join()).toBe(
    "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score",
  );
  expect(ada).toEqual(["nets", "", "", "ada", "Lovelace", "Ada", "ada@x.org", "9.25", "1", "8.25", "10"]);
  expect(parse(nbgraderCsv([row("x", "nets", 1, "Hopper, Grace")]))[1].slice(4, 6)).toEqual(["Hopper", "Grace"]);
});

describe("Moodle", () => {
  const header = "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Feedback comments";

  test("grades go where they belong, everything else comes back as it was", () => {
    const filling = fillMoodleWorksheet(
      `${header}\n"Participant 7",Ada,ADA@x.org,Submitted,-,10,well\n`,
      rows.slice(0, 2),
    );
    if (!filling.ok) throw new Error(filling.message);
    expect(parse(filling.text)[1]).toEqual(["Participant 7", "Ada", "ADA@x.org", "Submitted", "8.25", "10", "well"]);
    expect(filling.unmatched).toEqual(["bob"]);
  });

  test("a row of somebody else keeps its dash", () => {
    const filling = fillMoodleWorksheet(`${header}\n"Participant 9",Eve,eve@x.org,,-,10,\n`, rows);
    expect(filling.ok && parse(filling.text)[1][4]).toBe("-");
  });

  test("another file: says what was expected", () => {
    expect(fillMoodleWorksheet("a,b\n1,2\n", rows)).toEqual({
      ok: false,
      message: expect.stringMatching(/expected the columns Grade and Email address .* got a, b/),
    });
  });
});

test("Gradescope: a test per question, reasons as plain text", () => {
  const check = {
    label: "output",
    kind: "golden",
    asked: "relative error <= 1e-9",
    found: 0.5,
    tolerance: 1e-9,
    points: 0,
  };
  const failed = { ...check, max: 5, passed: false, hidden: false, message: "relative error 0.5", hint: "add b" };
  const question = { id: "affineForward", points: 0, max: 5, manual: false, error: null, checks: [failed] };
  const manual = { id: "depth", points: 0, max: 2, manual: true, outcome: "manual", error: null, checks: [] };
  const results = gradescopeResults({
    points: 0,
    wallMs: 1700,
    rejected: null,
    warnings: ["a foreign cell was kept"],
    questions: [question, manual] as unknown as QuestionResult[],
  } as SubmissionResult);
  expect(results).toMatchObject({ score: 0, execution_time: 2, output: "a foreign cell was kept" });
  expect(results.tests[0]).toMatchObject({ name: "affineForward", status: "failed", max_score: 5 });
  expect(results.tests[0].output).toMatch(/FAILED {2}output, asked: .*: relative error 0.5 \(hint: add b\)/);
  expect(results.tests[1].status).toBeUndefined();
});

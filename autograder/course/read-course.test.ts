import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeProblem } from "./course.ts";
import { CourseReader, readCourse } from "./read-course.ts";

function courseFolder(yaml: string): string {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-course-"));
  mkdirSync(join(folder, "assignments", "nets"), { recursive: true });
  writeFileSync(join(folder, "roster.csv"), "id,name\nada,Ada\n");
  writeFileSync(join(folder, "gradlab.yaml"), yaml);
  return folder;
}

function problems(yaml: string): string[] {
  const reading = readCourse(courseFolder(yaml));
  if (reading.ok) throw new Error("expected problems");
  return reading.problems.map(describeProblem);
}

const head = "course: Nets\nroster: roster.csv\n";

test("a whole course is read, with its own late rule over the course's", () => {
  const reading = readCourse(
    courseFolder(`${head}late: { perDay: 10, grace: 15m, cap: 50 }
assignments:
  - name: nets
    due: 2027-03-01T23:59:00+01:00
    late: { perDay: 20 }
    points: { affineForward: 7 }
    budget: { seconds: 30 }
`),
  );
  if (!reading.ok) throw new Error(reading.problems.map(describeProblem).join("\n"));
  const [nets] = reading.course.assignments;
  expect(nets.due).toBe(Date.UTC(2027, 2, 1, 22, 59));
  expect(nets.late).toEqual({ perDay: 20, graceMs: 900_000, cap: 50, acceptDays: undefined });
  expect(nets.points).toEqual({ affineForward: 7 });
  expect(nets.folder).toBe(join(reading.course.folder, "assignments", "nets"));
});

test("a misspelt key is named with its line and the known ones", () => {
  expect(problems(`${head}assignments:\n  - name: nets\n    deu: x\n`)).toEqual([
    "gradlab.yaml:5: assignments.0: expected one of name, title, folder, due, late, attempts, points, thresholds, budget; got deu",
  ]);
});

test.each([
  ["a missing key", "course: Nets\nroster: roster.csv\n", /the file: expected assignments, which is missing/],
  [
    "a duration",
    `${head}late: { grace: soon }\nassignments: [{ name: nets }]\n`,
    /:3: late.grace: expected a duration/,
  ],
  ["a percentage", `${head}assignments:\n  - name: nets\n    late:\n      cap: 120\n`, /:6: .*must be <= 100, got 120/],
  ["no offset", `${head}assignments:\n  - name: nets\n    due: 2027-03-01T23:59\n`, /:5: .*a time with its offset/],
  ["no such folder", `${head}assignments:\n  - name: cnn\n`, /:4: .*expected assignments\/cnn beside gradlab.yaml/],
  ["twice", `${head}assignments:\n  - name: nets\n  - name: nets\n`, /:5: .*a name used once, got nets again/],
  ["broken YAML", `${head}assignments: [\n`, /gradlab.yaml:\d+: /],
])("%s", (_title, yaml, message) => {
  expect(problems(yaml)[0]).toMatch(message);
});

test("no course file: what to do", () => {
  const reading = readCourse(mkdtempSync(join(tmpdir(), "gradlab-none-")));
  expect(reading.ok ? [] : reading.problems.map(describeProblem)).toEqual([expect.stringMatching(/gradlab init/)]);
});

test("a file that refers to itself is explained", () => {
  const text = "course: x\nroster: r.csv\nassignments: &a [*a, *a]\n";
  const read = new CourseReader().read("gradlab.yaml", text);
  expect(read).toMatchObject({ ok: false, problems: [{ message: expect.stringMatching(/circular/i) }] });
});

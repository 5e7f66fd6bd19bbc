import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { sampleCheck, sampleQuestion, sampleResult } from "../report/sample.ts";
import { type Gradebook, openGradebook, summary } from "./index.ts";
import { migrate } from "./migrations.ts";

let book: Gradebook;

beforeEach(() => {
  book = openGradebook(join(mkdtempSync(join(tmpdir(), "gradlab-marks-")), "gradebook.sqlite"));
});
afterEach(() => book.close());

const NAME = "fully-connected-nets";

/** A submission with one code question of one point and a free answer of two. */
function result(student: string, sha256: string) {
  const code = sampleQuestion("affineForward", [sampleCheck()]);
  const answer = sampleQuestion("explain", [], { manual: true, outcome: "manual", max: 2 });
  return sampleResult(student, [code, answer], { submission: { file: "a.ipynb", sha256, bytes: 3 } });
}

const mark = (points: number | null, comment = "") => ({
  ...{ student: "ada", question: "explain", sha256: "s1", rubric: [0], author: "Grace", given: "2027-03-01T10:00:00Z" },
  ...{ points, comment },
});

test("the newest mark counts in standings and results, and every one stays readable", () => {
  book.keep("k", result("ada", "s1"));
  expect(book.standings(NAME)[0].scores[1]).toMatchObject({ points: 0, outcome: "manual", manual: true });
  book.marks.give(NAME, mark(1));
  book.marks.give(NAME, mark(2, "well said"));
  const [standing] = book.standings(NAME);
  expect(standing.points).toBe(3);
  expect(standing.scores[1]).toMatchObject({ points: 2, outcome: "graded", comment: "well said" });
  const [{ result: counted }] = book.counted(NAME);
  expect(counted.points).toBe(3);
  expect(counted.questions[1].mark).toMatchObject({ author: "Grace", given: "2027-03-01T10:00:00Z" });
  expect(book.marks.history(NAME, "ada").map(({ points }) => points)).toEqual([1, 2]);
  expect(book.latest(NAME)[0].result.points).toBe(1); // the verdict itself is as it was computed
});

test("judging the same submission again keeps its marks; a new submission is read anew", () => {
  book.keep("k", result("ada", "s1"), [], "2027-03-01T00:00:00Z");
  book.marks.give(NAME, mark(2));
  book.keep("k-again", result("ada", "s1"), [], "2027-03-01T00:00:00Z");
  expect(book.standings(NAME).map(({ points }) => points)).toEqual([3]);
  book.keep("k2", result("ada", "s2"), [], "2027-03-02T00:00:00Z");
  const [standing] = book.standings(NAME);
  expect([standing.points, standing.submissions, standing.sha256]).toEqual([1, 2, "s2"]);
  expect(summary(NAME, book.standings(NAME))).toMatchObject({ students: 1, open: 1 });
});

test("a comment alone leaves a free answer open and the points as they are", () => {
  book.keep("k", result("ada", "s1"));
  book.marks.give(NAME, mark(null, "please see me"));
  expect(book.standings(NAME)[0].scores[1]).toMatchObject({ points: 0, outcome: "manual", comment: "please see me" });
});

test("a mark for nothing, or with points that are no number, is refused", () => {
  expect(() => book.marks.give(NAME, mark(1))).toThrow(/expected a submission of ada .* got none/);
  expect(() => book.marks.give(NAME, mark(Number.NaN))).toThrow(/expected points as a finite number/);
});

test("the notebook that was handed in comes back byte by byte", () => {
  book.keep("k", result("ada", "s1"));
  const bytes = Buffer.from([0, 255, 10, 13, 7]);
  book.keepNotebook(NAME, "ada", "s1", bytes);
  book.keepNotebook(NAME, "ada", "s1", bytes);
  expect(book.notebook(NAME, "ada", "s1")?.equals(bytes)).toBe(true);
  expect(book.notebook(NAME, "ada", "s2")).toBeUndefined();
});

test("a batch says how far it is; the last one of an assignment is shown", () => {
  const batch = book.batches.start(NAME, "grade", 2);
  batch.step("ada");
  expect(book.batches.latest()).toMatchObject([{ done: 1, total: 2, last: "ada", ended: null }]);
  batch.step("bob");
  batch.end();
  expect(book.batches.latest()).toMatchObject([{ done: 2, error: null, ended: expect.any(String) }]);
});

test("the stamp changes with every change, one's own and another process's, and else stays", () => {
  const file = join(mkdtempSync(join(tmpdir(), "gradlab-stamp-")), "gradebook.sqlite");
  const [one, other] = [openGradebook(file), openGradebook(file)];
  const before = one.stamp();
  expect(one.stamp()).toBe(before);
  one.keep("k", result("ada", "s1"));
  const own = one.stamp();
  expect(own).not.toBe(before);
  other.marks.give(NAME, mark(1));
  expect(one.stamp()).not.toBe(own);
  one.close();
  other.close();
});

test("a gradebook from before has the same standings after it is brought up to date", () => {
  const database = new Database(":memory:");
  migrate(database, [FIRST]);
  database.exec("INSERT INTO submission VALUES (1, 'fully-connected-nets', 'ada', 's1', 'a.ipynb', 3, '2027')");
  const insert = database.prepare("INSERT INTO run VALUES (1, 1, 'k', 1, 3, 'namespaces', '2027', ?)");
  insert.run(JSON.stringify(result("ada", "s1")));
  migrate(database);
  expect(database.prepare("SELECT question, points, max, manual FROM score ORDER BY position").raw().all()).toEqual([
    ["affineForward", 1, 1, 0],
    ["explain", 0, 2, 1],
  ]);
});

/** The tables of the first release, as far as this test needs them. */
const FIRST = `CREATE TABLE submission (id INTEGER PRIMARY KEY, assignment TEXT NOT NULL, student TEXT NOT NULL,
    sha256 TEXT NOT NULL, file TEXT NOT NULL, bytes INTEGER NOT NULL, received TEXT NOT NULL) STRICT;
  CREATE TABLE run (id INTEGER PRIMARY KEY, submission INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, points REAL NOT NULL,
    max REAL NOT NULL, isolation TEXT NOT NULL, graded TEXT NOT NULL, result TEXT NOT NULL) STRICT;`;

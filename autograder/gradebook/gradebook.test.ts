import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { SubmissionResult } from "../grade/result.ts";
import { gradeKey, openGradebook } from "./index.ts";
import { migrate } from "./migrations.ts";

const fresh = () => join(mkdtempSync(join(tmpdir(), "gradlab-book-")), "course", "gradebook.sqlite");

function result(student: string, points: number, sha256 = `${student}-1`): SubmissionResult {
  const submission = { file: `${student}.ipynb`, sha256, bytes: 10 };
  const none = { questions: [], warnings: [], rejected: null, isolation: "namespaces" as const, wallMs: 1 };
  const versions = { gradlab: "1", node: "20" };
  return {
    schema: 1,
    assignment: "nets",
    student,
    submission,
    points,
    max: 10,
    versions,
    ...none,
    gradedAt: "2027-03-01T10:00:00Z",
  };
}

test("a result comes back as it was kept, with the bytes behind it, also after reopening", () => {
  const file = fresh();
  const bytes = Uint8Array.of(0, 255, 7);
  const book = openGradebook(file);
  book.keep("k1", result("ada", 7.25), [{ question: "affineForward", sha256: "ab", bytes }]);
  book.close();
  const again = openGradebook(file);
  expect(again.find("k1")).toEqual(result("ada", 7.25));
  expect(again.find("k2")).toBeUndefined();
  const [reply] = again.replies("k1");
  expect([reply.question, ...reply.bytes]).toEqual(["affineForward", 0, 255, 7]);
  again.close();
});

test("keeping the same key twice replaces: nothing is doubled", () => {
  const book = openGradebook(fresh());
  book.keep("k", result("ada", 3), [{ question: "q", sha256: "x", bytes: Uint8Array.of(1) }]);
  book.keep("k", result("ada", 4), [{ question: "q", sha256: "y", bytes: Uint8Array.of(2) }]);
  expect(book.latest("nets").map((entry) => entry.result.points)).toEqual([4]);
  expect(book.replies("k").map(({ sha256 }) => sha256)).toEqual(["y"]);
  book.close();
});

test("the last submission received counts, whatever was graded last", () => {
  const book = openGradebook(fresh());
  book.keep("new", result("ada", 9, "second"), [], "2027-03-02T00:00:00Z");
  book.keep("old", result("ada", 2, "first"), [], "2027-03-01T00:00:00Z");
  book.keep("bob", result("bob", 5), [], "2027-03-01T00:00:00Z");
  expect(book.latest("nets").map((entry) => [entry.result.student, entry.result.points])).toEqual([
    ["ada", 9],
    ["bob", 5],
  ]);
  expect(book.assignments()).toEqual(["nets"]);
  book.close();
});

test("a second process reads while the first has it open, and a backup is whole", async () => {
  const file = fresh();
  const book = openGradebook(file);
  book.keep("k", result("ada", 6));
  const copy = `${file}.backup`;
  await book.backup(copy);
  const driver = createRequire(import.meta.url).resolve("better-sqlite3");
  const script = `const D = require(${JSON.stringify(driver)});
    for (const f of process.argv.slice(1)) console.log(new D(f, { readonly: true }).prepare("SELECT points FROM run").pluck().get())`;
  expect(execFileSync(process.execPath, ["-e", script, file, copy], { encoding: "utf8" })).toBe("6\n6\n");
  book.close();
});

test("an older gradebook is brought up to date; a newer one is refused and left alone", () => {
  const database = new Database(":memory:");
  migrate(database, ["CREATE TABLE a (x)"]);
  migrate(database, ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y"]);
  expect(database.pragma("table_info(a)")).toHaveLength(2);
  expect(() => migrate(database, ["CREATE TABLE a (x)"])).toThrow(/expected a version up to 1, got 2.*newer/);
});

test("a step that fails leaves nothing behind", () => {
  const database = new Database(":memory:");
  expect(() => migrate(database, ["CREATE TABLE a (x); CREATE TABLE a (x)"])).toThrow(/already exists/);
  expect(database.pragma("table_info(a)")).toEqual([]);
});

test("a key changes with each part, and parts do not run into one another", () => {
  const base = {
    assignment: "nets",
    student: "ada",
    submission: "s",
    source: "t",
    versions: { gradlab: "1", node: "2" },
  };
  const keys = [
    base,
    { ...base, student: "adas", submission: "" },
    { ...base, source: "u" },
    { ...base, versions: { gradlab: "1", node: "3" } },
  ].map(gradeKey);
  expect(new Set(keys).size).toBe(4);
});

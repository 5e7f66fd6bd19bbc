/** What an instructor relies on: nothing is taken in twice or for the wrong student, and the attempt that counts is the right one. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collectInto } from "./collect-into.ts";
import { countedAttempt } from "./counting.ts";
import type { CourseAssignment, Student } from "./course.ts";
import { findStudent } from "./find-student.ts";
import { Inbox } from "./inbox.ts";

const student = (id: string, name: string): Student => ({ id, name, email: `${id}@x.org`, section: "" });
const roster = [student("ada", "Ada Lovelace"), student("bob", "Bob Smith"), student("rob", "Bob Smith")];

describe("whose it is", () => {
  test.each([
    [{ id: "ADA" }, "ada"],
    [{ id: "unknown", email: "Bob@x.org" }, "bob"],
    [{ name: "Lovelace, Ada" }, "ada"],
    [{ name: "lovelaceada" }, "ada"],
  ])("%o", (known, id) => {
    expect(findStudent(roster, known)).toEqual({ ok: true, student: expect.objectContaining({ id }) });
  });

  test("two of one name: nobody's, and both are named", () => {
    expect(findStudent(roster, { name: "Bob Smith" })).toEqual({
      ok: false,
      reason: expect.stringMatching(/may be bob, rob/),
    });
  });

  test("nobody of the roster", () => {
    expect(findStudent(roster, { id: "eve" })).toEqual({ ok: false, reason: expect.stringMatching(/got eve/) });
  });
});

describe("the inbox", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gradlab-inbox-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const take = (path: string, received?: string) =>
    collectInto(path, {
      courseFolder: folder,
      item: { name: "nets" } as CourseAssignment,
      roster,
      scratch: folder,
      received,
    });

  test("the same bytes again are known; other bytes are another attempt, in the order of their receipt", async () => {
    const file = join(folder, "ada.ipynb");
    writeFileSync(file, "second");
    await take(file, "2027-03-02T00:00:00.000Z");
    writeFileSync(file, "first");
    await take(file, "2027-03-01T00:00:00.000Z");
    const again = await take(file, "2027-03-09T00:00:00.000Z");
    expect(again).toMatchObject({ ok: true, collecting: { known: ["ada"], added: [] } });
    const attempts = new Inbox(folder, "nets").attempts("ada");
    expect(attempts.map((one) => [readFileSync(one.file, "utf8"), one.received])).toEqual([
      ["first", "2027-03-01T00:00:00.000Z"],
      ["second", "2027-03-02T00:00:00.000Z"],
    ]);
  });

  test("two attempts of one moment are both kept", () => {
    const inbox = new Inbox(folder, "nets");
    for (const text of ["a", "b"]) {
      writeFileSync(join(folder, "x"), text);
      inbox.keep("ada", join(folder, "x"), "2027-03-01T00:00:00.000Z");
    }
    expect(inbox.attempts("ada")).toHaveLength(2);
  });

  test("a file of nobody is refused and named, and files' times are said to be no more", async () => {
    writeFileSync(join(folder, "eve.ipynb"), "{}");
    writeFileSync(join(folder, "bob.ipynb"), "{}");
    expect(await take(join(folder, "eve.ipynb"))).toMatchObject({ collecting: { refused: [{ entry: "eve" }] } });
    expect(await take(join(folder, "bob.ipynb"))).toMatchObject({ collecting: { timesOfFiles: true } });
  });
});

describe("which attempt counts", () => {
  const due = Date.parse("2027-03-01T00:00:00Z");
  const late = { perDay: 10, graceMs: 0, cap: 50, acceptDays: 2 };
  const at = (...days: number[]) => days.map((day) => ({ received: new Date(due + day * 86_400_000).toISOString() }));

  test.each([
    ["the last", at(-3, -2, -1), undefined, 3],
    ["the last of those allowed", at(-3, -2, -1), 2, 2],
    ["a late one that is accepted", at(-1, 1), undefined, 2],
    ["not one that came too late", at(-1, 5), undefined, 1],
    ["of late ones the first, which earns nothing", at(5, 6), undefined, 1],
  ])("%s", (_title, attempts, allowed, number) => {
    const counted = countedAttempt(attempts, { attempts: allowed, due, late });
    expect([counted?.number, counted?.of]).toEqual([number, attempts.length]);
  });

  test("nothing handed in", () => {
    expect(countedAttempt([], { attempts: 1, due, late })).toBeUndefined();
  });
});

import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { History, type HistoryQuery } from "./history.ts";
import { HistoryFile } from "./history-file.ts";

let folder: string;
let present: History;

const query = (over: Partial<HistoryQuery>): HistoryQuery => ({
  access: "tail",
  output: false,
  n: 0,
  pattern: "*",
  unique: false,
  session: 0,
  start: 0,
  stop: 0,
  ...over,
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "history-"));
  const path = join(folder, "history.jsonl");
  const earlier = new History(new HistoryFile(path), "earlier");
  earlier.add(1, "let a = 1");
  earlier.add(2, "a", "1");
  await earlier.flushed();
  appendFileSync(path, "damaged {\n");
  present = new History(new HistoryFile(path), "present");
  present.add(1, "a + 1", "2");
  present.add(2, "a", "1");
});

afterEach(() => rmSync(folder, { recursive: true }));

test("tail gives the latest cells of all sessions, oldest first, past a damaged line", async () => {
  expect(await present.find(query({ n: 3 }))).toEqual([
    [1, 2, "a"],
    [2, 1, "a + 1"],
    [2, 2, "a"],
  ]);
});

test("outputs come with their inputs; a cell without a value has none", async () => {
  expect(await present.find(query({ access: "range", session: -1, output: true }))).toEqual([
    [1, 1, ["let a = 1", null]],
    [1, 2, ["a", "1"]],
  ]);
});

test("a range of the present session stops before its end", async () => {
  expect(await present.find(query({ access: "range", start: 1, stop: 2 }))).toEqual([[2, 1, "a + 1"]]);
});

test("search takes shell patterns; unique keeps the latest of equal cells", async () => {
  expect(await present.find(query({ access: "search", pattern: "a*", unique: true }))).toEqual([
    [2, 1, "a + 1"],
    [2, 2, "a"],
  ]);
  expect(await present.find(query({ access: "search", pattern: "l?t*" }))).toEqual([[1, 1, "let a = 1"]]);
});

test("a hostile pattern is as harmless as any", async () => {
  expect(await present.find(query({ access: "search", pattern: `${"*".repeat(100)}!` }))).toEqual([]);
});

/** What an author relies on: the reference is the notebook that its folder is named after, whatever else lies there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notebookText } from "gradlab/kernel/notebook";
import { reference } from "./reference.ts";

const saved = { ...process.env };
let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "gradlab-source-"));
});
afterEach(() => {
  process.env = { ...saved };
  rmSync(parent, { recursive: true });
});

function folderOf(name: string, notebooks: Record<string, string>): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  for (const [file, source] of Object.entries(notebooks)) {
    const cell = { cell_type: "code" as const, id: "a", metadata: {}, source, outputs: [], execution_count: null };
    writeFileSync(join(folder, file), notebookText({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] }));
  }
  return folder;
}

test("is the notebook of the folder's name, not the first one", async () => {
  const folder = folderOf("sums", {
    "accuracy.ipynb": "export const figures = [1];",
    "sums.ipynb": "export const add = (a: number, b: number) => a + b;",
  });
  process.env.GRADLAB_SOURCE = `${folder}/`;
  expect((await reference()).add(1, 2)).toBe(3);
});

test("is any notebook where none has the folder's name", async () => {
  process.env.GRADLAB_SOURCE = folderOf("week-1", { "sums.ipynb": "export const one = 1;" });
  expect((await reference()).one).toBe(1);
});

test("a folder without a notebook is named", async () => {
  process.env.GRADLAB_SOURCE = folderOf("empty", {});
  await expect(reference()).rejects.toThrow(/expected a notebook in .*empty/);
});

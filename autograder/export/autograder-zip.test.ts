/** What an instructor relies on: the zip that Gradescope gets grades a submission where Gradescope puts it, and always answers. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { notebookText } from "gradlab/kernel/notebook";
import { openPromise } from "yauzl";
import { makeSamples } from "../samples/index.ts";
import { loadAssignment } from "../source/index.ts";
import { gradescopeAutograder } from "./autograder-zip.ts";

const project = join(import.meta.dirname, "..", "..");
const template = join(project, "autograder", "course", "template", "assignments", "first-steps");
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "gradlab-gradescope-"));
  await gradescopeAutograder(template, join(root, "autograder.zip"));
  await unpack(join(root, "autograder.zip"), join(root, "source"));
  // What setup.sh installs.
  symlinkSync(join(project, "node_modules"), join(root, "source", "gradlab", "node_modules"));
  for (const folder of ["submission", "results"]) mkdirSync(join(root, folder));
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

async function unpack(path: string, folder: string): Promise<void> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  for await (const entry of zip.eachEntry()) {
    const file = join(folder, entry.fileName);
    mkdirSync(dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
    chmodSync(file, (entry.externalFileAttributes >>> 16) & 0o777);
  }
  zip.close();
}

function graded(text: string, name = "first-steps.ipynb") {
  rmSync(join(root, "submission"), { recursive: true });
  mkdirSync(join(root, "submission"));
  writeFileSync(join(root, "submission", name), text);
  const env = { ...process.env, AUTOGRADER_ROOT: root };
  spawnSync("bash", [join(root, "source", "run_autograder")], { env, encoding: "utf8" });
  return JSON.parse(readFileSync(join(root, "results", "results.json"), "utf8"));
}

function sample(kind: string): string {
  const loaded = loadAssignment(template);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  return notebookText(makeSamples(loaded.assignment).find(({ expects }) => expects.kind === kind)!.notebook);
}

test("its scripts are bash, and it holds one assignment and no other", () => {
  execFileSync("bash", ["-n", join(root, "source", "setup.sh")]);
  const listed = execFileSync("find", [join(root, "source"), "-name", "*.ipynb"], { encoding: "utf8" });
  const notebooks = listed.split("\n").filter((line) => line.includes("/source/assignments/"));
  expect(notebooks).toHaveLength(1);
});

test("a submission gets its points question by question", () => {
  const results = graded(sample("reference"));
  expect(results.score).toBe(10);
  expect(results.tests.map(({ name, score, max_score }: Record<string, unknown>) => [name, score, max_score])).toEqual([
    ["columnMeans", 4, 4],
    ["standardize", 6, 6],
    ["why", 0, 2],
  ]);
  expect(graded(sample("cheat")).score).toBe(0);
}, 60_000);

test.each([
  ["no notebook", "x", "essay.pdf", /expected a notebook/],
  ["a broken one", "{", "first-steps.ipynb", /Not graded: /],
])(
  "%s: an answer that says so",
  (_title, text, name, output) => {
    const results = graded(text, name);
    expect([results.score, output.test(results.output)]).toEqual([0, true]);
  },
  60_000,
);

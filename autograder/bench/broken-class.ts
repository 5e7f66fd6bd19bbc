/** A class in which every twentieth submission is broken in another way: each must be explained, and all others get their points. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SubmissionResult } from "../grade/result.ts";
import { makeSamples } from "../samples/index.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { loadAssignment } from "../source/index.ts";

/** Ways in which real files are broken, and what must be said of each. */
const BREAKS: [name: string, damage: (text: string) => string | Buffer, explained: RegExp][] = [
  ["truncated", (text) => text.slice(0, text.length * 0.7), /breaks off/],
  ["retyped", (text) => text.replaceAll('"cell_type":"code"', '"cell_type":"markdown"'), /was a markdown cell/],
  [
    "duplicate ids",
    (text) => text.replaceAll('"grade_id":"relu"', '"grade_id":"affineForward"'),
    /affineForward: is there 2 times/,
  ],
  ["NUL bytes", (text) => text.replace("Three", "\0\0"), /NUL byte/],
  [
    "outputs of 100 MB",
    (text) => text.replace('"outputs":[]', `"outputs":["${"x".repeat(100e6)}"]`),
    /clear the outputs/,
  ],
];

/** Grades `count` submissions and throws where one of them was lost, doubled, unexplained or misjudged. */
export function gradeBrokenClass(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-broken-"));
  try {
    const source = join(packageFolder, "autograder", "bench", "three-questions");
    writeClass(source, join(folder, "class"), count);
    const started = performance.now();
    const cli = [
      join(packageFolder, "cli", "gradlab.mjs"),
      "grade",
      source,
      join(folder, "class"),
      "-o",
      join(folder, "out"),
    ];
    // Exit code 1 says that some could not be read, as it must be here.
    const { status, stderr } = spawnSync(process.execPath, cli, {
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
    });
    if (status !== 0 && status !== 1) throw new Error(`gradlab grade ended with ${status}: ${stderr.slice(-2000)}`);
    const seconds = (performance.now() - started) / 1000;
    const results = JSON.parse(readFileSync(join(folder, "out", "results.json"), "utf8")) as SubmissionResult[];
    const wrong = problems(results, count);
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
    const broken = results.filter(({ student }) => student.startsWith("broken")).length;
    console.log(`class of ${count}, ${broken} broken: all graded or explained in ${seconds.toFixed(0)} s`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeClass(source: string, folder: string, count: number): void {
  const loaded = loadAssignment(source);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const honest = JSON.stringify(
    makeSamples(loaded.assignment).find(({ expects }) => expects.kind === "reference")!.notebook,
  );
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const way = (i / 20) % BREAKS.length;
    if (i % 20 === 0) writeFileSync(join(folder, `broken-${i}-${way}.ipynb`), BREAKS[way][1](honest));
    else writeFileSync(join(folder, `student-${i}.ipynb`), honest);
  }
}

function problems(results: readonly SubmissionResult[], count: number): string[] {
  const students = new Set(results.map(({ student }) => student));
  const lost =
    students.size === count && results.length === count
      ? []
      : [`${students.size} students in ${results.length} results, expected ${count}`];
  return [
    ...lost,
    ...results.flatMap((result) => {
      const way = /^broken-\d+-(\d)$/.exec(result.student)?.[1];
      if (way === undefined)
        return result.points === result.max ? [] : [`${result.student} got ${result.points} of ${result.max}`];
      const [name, , explained] = BREAKS[Number(way)];
      const said = [result.rejected ?? "", ...result.warnings].join("\n");
      return explained.test(said) ? [] : [`${name} was not explained: ${said.slice(0, 200)}`];
    }),
  ];
}

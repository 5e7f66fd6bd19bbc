import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { SubmissionResult } from "../grade/result.ts";
import { sampleQuestion, sampleResult } from "../report/sample.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { loadAssignment } from "../source/index.ts";
import { attacksFolder } from "./arena.ts";
import { readCodeCases } from "./code-case.ts";
import { readCorpus } from "./corpus.ts";
import { attackMatrix } from "./matrix.ts";
import { openWorld } from "./world.ts";

/** The list of 78, and G: others of the same kinds. */
const SIZES = { A: 15, B: 26, C: 13, D: 5, E: 9, F: 10, G: 7 };

test("the corpus holds every attack of the list, once", () => {
  const ids = Object.entries(SIZES).flatMap(([letter, size]) =>
    Array.from({ length: size }, (_, i) => `${letter}${i + 1}`),
  );
  expect(readCorpus().map(({ id }) => id)).toEqual(ids);
});

/** What the code cases find when a grader gives every question the share `points` and the output `output`. */
async function against(points: number, output: string): Promise<{ silent: string[] }> {
  const loaded = loadAssignment(join(attacksFolder, "target"));
  if (!loaded.ok) throw new Error(loaded.problems.join());
  const target = loaded.assignment;
  const world = await openWorld();
  const questions = target.questions.map(({ id, points: max, manual }) =>
    sampleQuestion(id, [], { max, points: max * points, manual, output }),
  );
  const grade = async (): Promise<SubmissionResult> => sampleResult("attacker", questions);
  try {
    const found = await Promise.all(
      readCodeCases(join(attacksFolder, "cases")).map(async ({ id, run }) =>
        (await run({ level: "namespaces", target, world, grade })).length > 0 ? [] : [id],
      ),
    );
    return { silent: found.flat() };
  } finally {
    world.close();
  }
}

test("a grader that gives full marks to whatever comes is found out by every attack that must score nothing", async () => {
  const onlyTraces = [
    "A1",
    "A2",
    "A3",
    "A5",
    "A6",
    "A7",
    "A8",
    "A10",
    "A11",
    "A12",
    "A13",
    "A14",
    "A4",
    "B16",
    "B23",
    "B24",
    "C6",
    "C12",
    "D1",
    "D2",
    "D3",
    "D4",
    "D5",
    "F6",
    "G3",
    "G5",
  ];
  expect((await against(1, "")).silent.sort()).toEqual(onlyTraces.sort());
});

test("a grader that lets attacks get what they try for is found out by every one of them", async () => {
  expect((await against(1, "LEAK something")).silent).toEqual([]);
});

test("a grader that gives nothing to anyone is found out by every attack beside which honest work stands", async () => {
  expect((await against(0, "")).silent).toEqual([]);
});

test("the matrix counts what held and names what did not", () => {
  const common = { attack: "x", outcome: "Z", level: "landlock", wallMs: 1 } as const;
  const reports = [
    { ...common, id: "A1", standing: "held", problems: [] },
    { ...common, id: "A2", standing: "missed", problems: ["affine scored 2"] },
    { ...common, id: "A3", standing: "open", problems: ["y"] },
  ] as const;
  const text = attackMatrix(reports.map((one) => ({ ...one, problems: [...one.problems] })));
  expect(text).toContain("landlock: 1/3, known to be open at this level: A3");
  expect(text).toContain("A2 at landlock: affine scored 2");
});

test("attacks of every kind end as they must on this machine's best level", async () => {
  const only = [
    "A1",
    "A6",
    "A14",
    "A15",
    "B1",
    "B6",
    "B8",
    "B13",
    "B14",
    "B15",
    "C4",
    "C8",
    "C9",
    "D1",
    "E1",
    "E4",
    "E5",
    "F1",
    "F3",
    "G1",
    "G4",
    "G5",
  ];
  const command = [join(packageFolder, "cli/gradlab.mjs"), "attacks", "--best", "--json", "--only", ...only];
  const { stdout } = await promisify(execFile)(process.execPath, command, { maxBuffer: 1e8 });
  const reports = JSON.parse(stdout) as { id: string; standing: string; problems: string[] }[];
  expect(reports.map(({ id, standing }) => `${id} ${standing}`)).toEqual(only.map((id) => `${id} held`));
}, 240_000);

/** A batch killed at random moments, grader and sandboxes alike, goes on where it stopped: nothing lost, nothing doubled. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openGradebook } from "../gradebook/index.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { writeSubmission, writeTiny } from "./tiny.ts";

/** A longer run: GRADLAB_KILLS=50. */
const KILLS = Number(process.env.GRADLAB_KILLS ?? 3);
const STUDENTS = Math.max(8, KILLS);
const scratch = mkdtempSync(join(tmpdir(), "gradlab-resume-test-"));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const command = (): [string, string[]] => [
  process.execPath,
  [
    join(packageFolder, "cli", "gradlab.mjs"),
    "grade",
    writeTiny(scratch),
    join(scratch, "class"),
    "-o",
    join(scratch, "out"),
    "-j",
    "2",
  ],
];

/** Runs the batch and kills its whole process group after `ms`. */
function runAndKill(ms: number): Promise<void> {
  const [program, args] = command();
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  return new Promise((resolve) => {
    const timer = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), ms);
    child.on("exit", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function sandboxesOf(folder: string): string {
  return spawnSync("pgrep", ["-f", folder], { encoding: "utf8" }).stdout.trim();
}

test(`${KILLS} kills at random moments`, async () => {
  mkdirSync(join(scratch, "class"));
  for (let i = 0; i < STUDENTS; i++) {
    const wrong = i % 2 === 1 ? { double: "export const double = (x: NdArray) => x.mul(3);" } : {};
    writeSubmission(join(scratch, "class", `student-${i}.ipynb`), wrong as Record<string, string>);
  }
  for (let kill = 0; kill < KILLS; kill++) await runAndKill(300 + Math.random() * 1500);
  const [program, args] = command();
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
  const results = JSON.parse(readFileSync(join(scratch, "out", "results.json"), "utf8"));
  expect(results.map(({ student, points }: { student: string; points: number }) => [student, points]).sort()).toEqual(
    Array.from({ length: STUDENTS }, (_, i) => [`student-${i}`, i % 2 ? 4 : 7]).sort(),
  );
  const gradebook = openGradebook(join(scratch, "out", "gradebook.sqlite"));
  expect(gradebook.latest("tiny")).toHaveLength(STUDENTS);
  gradebook.close();
  expect(sandboxesOf(join(scratch, "class"))).toBe("");
}, 600_000);

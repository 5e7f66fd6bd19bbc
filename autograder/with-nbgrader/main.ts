/**
 * `npm run nbgrader -- [ASSIGNMENT...]`: takes assignments (all in `assignments/` where none is named) through nbgrader's
 * `generate_assignment`, `validate` and `autograde` and prints its totals beside ours. Exit code 1 where anything differs.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageFolder } from "../sandbox/launcher.ts";
import { NbgraderCourse } from "./nbgrader-course.ts";
import { prove } from "./prove.ts";
import { heading, proofRow } from "./table.ts";

const parent = join(packageFolder, "assignments");

function allNames(): string[] {
  return readdirSync(parent).filter((name) => existsSync(join(parent, name, `${name}.ipynb`)));
}

/** The interpreter of the tests' Python environment, which holds nbgrader. */
function testPython(): string {
  const setup = join(packageFolder, "setup", "python.mjs");
  return execFileSync(process.execPath, [setup], { encoding: "utf8" }).trim().split("\n").at(-1)!;
}

/** Each in a course of its own: one that fails stops no other. */
async function proveOne(name: string, python: string): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-nbgrader-"));
  try {
    const proof = await prove(new NbgraderCourse(folder, python), join(parent, name));
    console.log(proofRow(proof));
    for (const sentence of proof.differences) console.error(`${name}: ${sentence}`);
    return proof.differences.length === 0;
  } catch (error) {
    console.error(`${name}: ${(error as Error).message}`);
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const names = process.argv.length > 2 ? process.argv.slice(2) : allNames();
const python = testPython();
console.log(heading);
for (const name of names) if (!(await proveOne(name, python))) process.exitCode = 1;

/** A course folder of nbgrader's with our kernel, and nbgrader's own commands run in it. */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { installKernel } from "gradlab/kernel";
import { packageFolder } from "../sandbox/launcher.ts";
import type { Assignment } from "../source/index.ts";
import { nbgraderConfig } from "./config.ts";

/** Automatic scores by student, then by `grade_id`; null where a person must grade. */
export type NbgraderGrades = Record<string, Record<string, number | null>>;

export class NbgraderCourse {
  readonly folder: string;
  private readonly python: string;
  private readonly env: NodeJS.ProcessEnv;

  /**
   * Makes the course in `folder`, which must be there and empty.
   * @param python interpreter of an environment with nbgrader
   */
  constructor(folder: string, python: string) {
    this.folder = folder;
    this.python = python;
    const prefix = join(folder, "environment");
    installKernel({ place: { kind: "prefix", prefix }, name: "gradlab", displayName: "TypeScript (Gradlab)", env: {} });
    writeFileSync(join(folder, "nbgrader_config.py"), nbgraderConfig());
    // Neither the settings nor the kernels of whoever runs this take part.
    this.env = {
      ...process.env,
      PATH: `${dirname(python)}${delimiter}${process.env.PATH}`,
      JUPYTER_PATH: join(prefix, "share", "jupyter"),
      JUPYTER_CONFIG_DIR: join(prefix, "config"),
    };
  }

  /** Copies the source notebook, and what is released along with it, to `source/`. */
  addSource({ name, folder, file, alongside }: Assignment): void {
    mkdirSync(this.path("source", name), { recursive: true });
    for (const one of [`${name}.ipynb`, ...alongside])
      copyFileSync(one === `${name}.ipynb` ? file : join(folder, one), this.path("source", name, one));
  }

  /** A student's work begins as a copy of the release. */
  handOut(name: string, student: string): string {
    cpSync(this.path("release", name), this.path("submitted", student, name), { recursive: true });
    return this.path("submitted", student, name, `${name}.ipynb`);
  }

  /** Puts a student's work of an earlier assignment where nbgrader would have put it in grading it. */
  putGraded(name: string, student: string): void {
    cpSync(this.path("submitted", student, name), this.path("autograded", student, name), { recursive: true });
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /**
   * Runs `nbgrader COMMAND ...args`; hidden checks find the reference in the assignment's own folder.
   * @returns what it printed
   * @throws Error with the end of it where the command failed
   */
  run(assignment: Assignment, command: string, ...args: string[]): string {
    const env = { ...this.env, GRADLAB_SOURCE: assignment.folder };
    const { status, stdout, stderr } = spawnSync(this.python, ["-m", "nbgrader", command, ...args], {
      cwd: this.folder,
      encoding: "utf8",
      env,
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(`nbgrader ${command} ended with ${status}: ${`${stdout}${stderr}`.slice(-1000)}`);
    return `${stdout}${stderr}`;
  }

  grades(assignment: string): NbgraderGrades {
    const script = join(packageFolder, "autograder", "with-nbgrader", "grades.py");
    const text = execFileSync(this.python, [script, this.folder, assignment], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return JSON.parse(text);
  }
}

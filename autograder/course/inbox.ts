/**
 * What a class handed in, as the course keeps it: `submissions/<assignment>/<student>/<time>.ipynb`, a file per attempt, never
 * changed once it lies there. The name is the time at which it was received.
 */
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, utimesSync } from "node:fs";
import { join } from "node:path";

export interface Attempt {
  student: string;
  file: string;
  /** ISO time. */
  received: string;
}

const NAME = /^(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.ipynb$/;

export class Inbox {
  private readonly folder: string;

  constructor(courseFolder: string, assignment: string) {
    this.folder = join(courseFolder, "submissions", assignment);
  }

  /** Keeps a copy of `file`. The same bytes of the same student are one attempt, whenever they come again. */
  keep(student: string, file: string, received: string): "new" | "known" {
    const own = this.attempts(student);
    const sum = digest(file);
    if (own.some((attempt) => digest(attempt.file) === sum)) return "known";
    mkdirSync(join(this.folder, student), { recursive: true });
    const path = this.freePath(student, received);
    copyFileSync(file, `${path}.part`);
    utimesSync(`${path}.part`, new Date(received), new Date(received));
    renameSync(`${path}.part`, path);
    return "new";
  }

  /** A student's attempts, in the order of their receipt. */
  attempts(student: string): Attempt[] {
    const folder = join(this.folder, student);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .sort()
      .flatMap((name) => {
        const match = NAME.exec(name);
        if (!match) return [];
        const [, day, hours, minutes, seconds] = match;
        return [{ student, file: join(folder, name), received: `${day}${hours}:${minutes}:${seconds}` }];
      });
  }

  /** Ids of all who handed something in. */
  students(): string[] {
    if (!existsSync(this.folder)) return [];
    const entries = readdirSync(this.folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }

  /** Two attempts received at one time are a thousandth of a second apart. */
  private freePath(student: string, received: string): string {
    for (let time = Date.parse(received); ; time++) {
      const path = join(this.folder, student, `${new Date(time).toISOString().replaceAll(":", "-")}.ipynb`);
      if (!existsSync(path)) return path;
    }
  }
}

function digest(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

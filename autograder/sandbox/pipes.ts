/** Pipes whose ends are plain blocking descriptors, which `node:child_process` does not give. */
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFifos } from "./launcher.ts";

export interface Pipe {
  read: number;
  write: number;
}

/** Three serve one sandbox. */
const BATCH = 12;

/** Pipes made of named ones, whose names are gone as soon as they are open: a killed grader leaves nothing behind. */
export class Pipes implements Disposable {
  private readonly spare: Pipe[] = [];
  private readonly launcher: string;

  constructor(launcher: string) {
    this.launcher = launcher;
  }

  take(): Pipe {
    if (this.spare.length === 0) this.spare.push(...makePipes(this.launcher));
    return this.spare.pop()!;
  }

  [Symbol.dispose](): void {
    for (const { read, write } of this.spare.splice(0)) {
      closeSync(read);
      closeSync(write);
    }
  }
}

function makePipes(launcher: string): Pipe[] {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-pipes-"));
  try {
    const paths = Array.from({ length: BATCH }, (_, i) => join(folder, String(i)));
    makeFifos(launcher, paths);
    return paths.map(open);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opened for both first: opening one end of a named pipe waits for the other. */
function open(path: string): Pipe {
  const both = openSync(path, constants.O_RDWR);
  const pipe = { read: openSync(path, "r"), write: openSync(path, "w") };
  closeSync(both);
  return pipe;
}

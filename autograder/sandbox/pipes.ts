/** Pipes whose ends are plain blocking descriptors, which `node:child_process` does not give. */
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFifos } from "./launcher.ts";

export interface Pipe {
  read: number;
  write: number;
}

const BATCH = 24;

/** Makes pipes from named ones, which are made in batches and removed from the folder as soon as they are open. */
export class Pipes implements Disposable {
  private readonly folder = mkdtempSync(join(tmpdir(), "gradlab-pipes-"));
  private readonly spare: string[] = [];
  private made = 0;

  private readonly launcher: string;

  constructor(launcher: string) {
    this.launcher = launcher;
  }

  take(): Pipe {
    if (this.spare.length === 0) this.refill();
    const path = this.spare.pop()!;
    // Opened for both first: opening one end of a named pipe waits for the other.
    const both = openSync(path, constants.O_RDWR);
    const pipe = { read: openSync(path, "r"), write: openSync(path, "w") };
    closeSync(both);
    rmSync(path);
    return pipe;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private refill(): void {
    const paths = Array.from({ length: BATCH }, () => join(this.folder, `p${this.made++}`));
    makeFifos(this.launcher, paths);
    this.spare.push(...paths);
  }
}

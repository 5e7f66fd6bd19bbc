/**
 * How the program in the sandbox is started: from a snapshot of its heap after it has loaded the library, which takes a
 * quarter of the time; by its script where this Node cannot make such a snapshot.
 *
 * @see https://nodejs.org/api/cli.html#--build-snapshot
 */
import { spawnSync } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { SANDBOX_ENV } from "./start.ts";

/**
 * For processes that end within a second: code is optimised when it has run seven times as long as is usual, since most of
 * what is optimised before would never be run again. A loop that trains reaches that in its first milliseconds.
 */
export const SHORT_RUNS = ["--interrupt-budget=500000"];

/**
 * Tables of names stay as the snapshot has them. Making them anew, with a secret number for each process, keeps strangers from
 * choosing names that a server's tables are slow with; here the only one to be slowed down is the student's own code.
 */
const AS_IT_WAS = ["--no-rehash-snapshot"];

/** Of the memory limit, what V8 may take for objects; typed arrays lie outside. */
const HEAP_SHARE = 0.75;

export class Programs {
  private readonly folder: string;
  private readonly commands = new Map<number, string[]>();

  /** @param folder see `runnerFolder` */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** The command for a memory limit in megabytes: a snapshot is good for one size of heap. */
  command(memoryMegabytes: number): string[] {
    const heap = Math.floor(memoryMegabytes * HEAP_SHARE);
    const known = this.commands.get(heap);
    if (known) return known;
    const made = this.make(heap);
    this.commands.set(heap, made);
    return made;
  }

  private make(heap: number): string[] {
    const node = [process.execPath, "--no-warnings", "--experimental-vm-modules", `--max-old-space-size=${heap}`];
    const quick = [...node, ...SHORT_RUNS, ...AS_IT_WAS];
    const script = join(this.folder, "main.cjs");
    const snapshot = this.snapshot(quick, script, heap);
    return snapshot ? [...quick, "--snapshot-blob", snapshot] : [...node, script];
  }

  /** The snapshot's path, made where it is not there yet; undefined where that fails. It is good for just these flags. */
  private snapshot(node: string[], script: string, heap: number): string | undefined {
    // The tag differs between processors with other abilities, which may share a cache.
    const file = join(this.folder, `main-${heap}-${cachedDataVersionTag().toString(16)}.blob`);
    if (existsSync(file)) return file;
    const staging = `${file}.${process.pid}`;
    const [program, ...flags] = [...node, "--snapshot-blob", staging, "--build-snapshot", script];
    const { status } = spawnSync(program, flags, { env: SANDBOX_ENV, stdio: "ignore", timeout: 60_000, cwd: "/" });
    if (status !== 0 || !existsSync(staging)) {
      rmSync(staging, { force: true });
      return undefined;
    }
    renameSync(staging, file);
    return file;
  }
}

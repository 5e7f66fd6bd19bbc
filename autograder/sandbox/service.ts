/**
 * The launcher, started once for a grading process: it makes pipes and starts sandboxes, without copying the page tables of
 * this process for each. Pipes are named ones, since `node:child_process` gives none whose ends are plain blocking descriptors.
 */
import { spawn } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFifos } from "./launcher.ts";

export interface Pipe {
  read: number;
  write: number;
  /** Its name, until a supervisor takes it away. */
  name: string;
}

/** Three serve one sandbox. */
const BATCH = 12;

export class LauncherService implements Disposable {
  private readonly folder = mkdtempSync(join(tmpdir(), "gradlab-pipes-"));
  private readonly spare: Pipe[] = [];
  private readonly messages: Pipe;
  private readonly answers: Pipe;
  private made = 0;
  private open = true;

  /** @param env the environment of all sandboxes */
  constructor(launcher: string, env: Record<string, string>) {
    const names = this.names(2);
    makeFifos(launcher, names);
    [this.messages, this.answers] = names.map(openPipe);
    const stdio = ["ignore", "ignore", "inherit", this.messages.read, this.answers.write] as const;
    const child = spawn(launcher, ["serve"], { stdio: [...stdio], env, cwd: "/" });
    child.on("error", () => {}); // seen as the end of the answers
    child.unref();
    for (const fd of [this.messages.read, this.answers.write]) closeSync(fd);
    for (const name of names) rmSync(name);
  }

  /** A pipe with both ends open here. */
  take(): Pipe {
    if (this.spare.length === 0) this.spare.push(...this.makePipes());
    return this.spare.pop()!;
  }

  /** Starts a supervisor on three pipes, which it opens for itself. */
  run(pipes: readonly [requests: Pipe, replies: Pipe, status: Pipe], options: readonly string[]): void {
    this.say(["run", ...pipes.map(({ name }) => name), ...options]);
  }

  /** Ends a supervisor, and the sandbox with it. */
  stop(supervisor: number): void {
    this.say(["stop", String(supervisor)]);
  }

  /** Ends the launcher and whatever it started. */
  [Symbol.dispose](): void {
    if (!this.open) return;
    this.open = false;
    for (const { read, write } of this.spare.splice(0)) for (const fd of [read, write]) closeSync(fd);
    closeSync(this.messages.write);
    closeSync(this.answers.read);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private makePipes(): Pipe[] {
    const names = this.names(BATCH);
    this.say(["fifo", ...names]);
    const answer = Buffer.alloc(1);
    if (readSync(this.answers.read, answer) !== 1 || answer[0] !== 0) throw new Error("making named pipes failed");
    return names.map(openPipe);
  }

  private names(count: number): string[] {
    return Array.from({ length: count }, () => join(this.folder, String(++this.made)));
  }

  /** A message: its size, then words that end in NUL. */
  private say(words: readonly string[]): void {
    if (words.some((word) => word.includes("\0"))) throw new Error("expected words without NUL for the launcher");
    const text = Buffer.from(words.map((word) => `${word}\0`).join(""));
    const size = Buffer.alloc(4);
    new Uint32Array(size.buffer, size.byteOffset, 1)[0] = text.length;
    const message = Buffer.concat([size, text]);
    for (let done = 0; done < message.length; ) done += writeSync(this.messages.write, message, done);
  }
}

/** Opened for both first: opening one end of a named pipe waits for the other. */
function openPipe(name: string): Pipe {
  const both = openSync(name, constants.O_RDWR);
  const pipe = { read: openSync(name, "r"), write: openSync(name, "w"), name };
  closeSync(both);
  return pipe;
}

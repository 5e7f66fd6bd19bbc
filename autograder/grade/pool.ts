/** Grading processes that take submissions from one queue. One that dies costs its submission a second try, no more. */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { packageFolder } from "../sandbox/launcher.ts";
import type { Answer, PackedReplies, Setup } from "./messages.ts";
import type { SubmissionResult } from "./result.ts";

export interface Submission {
  student: string;
  /** The file's name, shown in results. */
  file: string;
  /** Where the file lies. */
  path: string;
  /** Seed of the fresh inputs; drawn where it is left out. */
  seed?: number;
}

export type Graded = { ok: true; result: SubmissionResult; replies: PackedReplies[] } | { ok: false; reason: string };

interface Task {
  submission: Submission;
  tries: number;
  done: (graded: Graded) => void;
}

const MAX_TRIES = 2;

export class Pool {
  private readonly queue: Task[] = [];
  private readonly workers = new Set<ChildProcess>();
  private readonly setup: Setup;
  private readonly size: number;
  private closed = false;
  private nextId = 1;

  constructor(setup: Omit<Setup, "kind">, size = availableParallelism()) {
    this.setup = { kind: "setup", ...setup };
    this.size = size;
  }

  grade(submission: Submission): Promise<Graded> {
    return new Promise((done) => {
      this.queue.push({ submission, tries: 0, done });
      if (this.workers.size < this.size && this.queue.length > 0) this.startWorker();
    });
  }

  /** Ends all grading processes; what they were grading is lost. */
  close(): void {
    this.closed = true;
    for (const worker of this.workers) worker.kill("SIGKILL");
  }

  private startWorker(): void {
    const program = join(packageFolder, "dist", "autograder", "grade", "worker.js");
    const worker = fork(program, {
      execArgv: ["--no-warnings", "--experimental-vm-modules"],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.workers.add(worker);
    new Lane(worker, this.setup, {
      next: () => this.queue.shift(),
      id: () => this.nextId++,
      ended: (task, reason) => this.workerEnded(worker, task, reason),
    });
  }

  private workerEnded(worker: ChildProcess, task: Task | undefined, reason: string | undefined): void {
    this.workers.delete(worker);
    if (reason !== undefined) this.failAll(task, reason);
    else if (task && ++task.tries < MAX_TRIES) this.queue.unshift(task);
    else task?.done({ ok: false, reason: "the grading process ended while it graded this submission, twice" });
    if (!this.closed && this.queue.length > 0) this.startWorker();
  }

  /** The assignment itself cannot be used: no submission can be graded. */
  private failAll(task: Task | undefined, reason: string): void {
    for (const one of task ? [task, ...this.queue.splice(0)] : this.queue.splice(0)) one.done({ ok: false, reason });
  }
}

interface LaneDoor {
  next(): Task | undefined;
  id(): number;
  /** The process ended: with the task that it had, and why it could not work at all, if that is known. */
  ended(task: Task | undefined, reason?: string): void;
}

/** One grading process and the task that it has. */
class Lane {
  private task: Task | undefined;
  private unusable: string | undefined;
  private readonly worker: ChildProcess;
  private readonly door: LaneDoor;

  constructor(worker: ChildProcess, setup: Setup, door: LaneDoor) {
    this.worker = worker;
    this.door = door;
    worker.on("message", (answer: Answer) => this.hear(answer));
    worker.on("exit", () => door.ended(this.task, this.unusable));
    worker.on("error", () => {});
    worker.send(setup);
  }

  private hear(answer: Answer): void {
    if (answer.kind === "unusable") {
      this.unusable = answer.reason;
      this.worker.kill();
      return;
    }
    const done = this.task?.done;
    this.task = undefined;
    if (answer.kind === "failed") done?.({ ok: false, reason: answer.reason });
    if (answer.kind === "graded") done?.({ ok: true, result: answer.result, replies: answer.replies });
    this.takeNext();
  }

  private takeNext(): void {
    this.task = this.door.next();
    if (!this.task) {
      this.worker.disconnect();
      return;
    }
    const { student, file, path, seed } = this.task.submission;
    this.worker.send({ kind: "grade", id: this.door.id(), student, file, path, seed });
  }
}

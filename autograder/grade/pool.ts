/** Grading processes that take submissions from one queue. One that dies costs its submission a second try, no more. */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { packageFolder } from "../sandbox/launcher.ts";
import { SHORT_RUNS } from "../sandbox/programs.ts";
import type { Answer, PackedReplies, Setup, Work } from "./messages.ts";
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
  work: Work;
  /** How often a process died over it, by the question it was at; "" before the first. */
  deaths: Map<string, number>;
  done: (graded: Graded) => void;
}

/** One death may be the machine's doing; two at the same place are the submission's. */
const MAX_DEATHS = 2;
/** What the grading process may take beyond the sandbox's own time for one question. */
const GRACE_SECONDS = 90;

export class Pool {
  private readonly queue: Task[] = [];
  private readonly lanes = new Set<Lane>();
  private readonly setup: Setup;
  private readonly size: number;
  private closed = false;

  constructor(setup: Omit<Setup, "kind">, size = availableParallelism()) {
    this.setup = { kind: "setup", ...setup };
    this.size = size;
  }

  grade({ student, file, path, seed }: Submission): Promise<Graded> {
    return this.do({ kind: "grade", student, file, path, seed, skip: [] });
  }

  /** Judges a result's stored replies again. */
  regrade(result: SubmissionResult, replies: PackedReplies[]): Promise<Graded> {
    return this.do({ kind: "regrade", result, replies });
  }

  private do(work: Work): Promise<Graded> {
    return new Promise((done) => {
      this.queue.push({ work, deaths: new Map(), done });
      this.serve();
    });
  }

  /** Ends all grading processes; what they were grading is lost. */
  close(): void {
    this.closed = true;
    for (const lane of this.lanes) lane.end();
  }

  /** Gives waiting submissions to idle processes, and starts more processes while there are too few. */
  private serve(): void {
    for (const lane of this.lanes) {
      if (this.queue.length > 0 && lane.idle) lane.take(this.queue.shift()!);
    }
    const starting = [...this.lanes].filter((lane) => lane.starting).length;
    for (let wanted = this.queue.length - starting; wanted > 0 && this.lanes.size < this.size; wanted--) this.start();
  }

  private start(): void {
    const lane: Lane = new Lane(this.setup, {
      ready: () => this.serve(),
      ended: (task, reason) => this.ended(lane, task, reason),
    });
    this.lanes.add(lane);
  }

  private ended(lane: Lane, task: Task | undefined, told: string | undefined): void {
    this.lanes.delete(lane);
    // A process that never got ready would be started again for ever.
    const reason = told ?? (lane.starting && !this.closed ? "the grading process could not be started" : undefined);
    if (reason !== undefined) this.failAll(task, reason);
    else if (task) this.tryAgain(task, lane.question);
    if (!this.closed) this.serve();
  }

  /** A question at which processes keep dying is left out; the rest of the submission is graded. */
  private tryAgain(task: Task, question: string): void {
    const deaths = (task.deaths.get(question) ?? 0) + 1;
    task.deaths.set(question, deaths);
    const skippable = task.work.kind === "grade" && question !== "" ? task.work.skip : undefined;
    if (deaths >= MAX_DEATHS && !skippable) {
      task.done({ ok: false, reason: "the grading process ended while it read this submission, twice" });
      return;
    }
    if (deaths >= MAX_DEATHS) skippable?.push(question);
    this.queue.unshift(task);
  }

  /** The assignment itself cannot be used: no submission can be graded. */
  private failAll(task: Task | undefined, reason: string): void {
    for (const one of [...(task ? [task] : []), ...this.queue.splice(0)]) one.done({ ok: false, reason });
  }
}

interface LaneDoor {
  /** It can take a submission. */
  ready(): void;
  /** The process ended: with the task that it had, and why it could not work at all, if that is known. */
  ended(task: Task | undefined, reason?: string): void;
}

/** One grading process and the submission that it has. While it is idle it does not keep this process alive. */
class Lane {
  starting = true;
  /** The question that is being graded. */
  question = "";
  private timer: NodeJS.Timeout | undefined;
  private task: Task | undefined;
  private unusable: string | undefined;
  private readonly worker: ChildProcess;
  private readonly door: LaneDoor;

  constructor(setup: Setup, door: LaneDoor) {
    this.door = door;
    this.worker = fork(join(packageFolder, "dist", "autograder", "grade", "worker.js"), {
      execArgv: ["--no-warnings", "--experimental-vm-modules", ...SHORT_RUNS],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.worker.on("message", (answer: Answer) => this.hear(answer));
    this.worker.on("exit", () => {
      clearTimeout(this.timer);
      door.ended(this.task, this.unusable);
    });
    this.worker.on("error", () => {}); // an exit follows
    try {
      this.worker.send(setup);
    } catch (error) {
      this.worker.kill("SIGKILL"); // or it would wait for ever, and this process with it
      throw error;
    }
  }

  get idle(): boolean {
    return !this.starting && this.task === undefined && this.worker.connected;
  }

  take(task: Task): void {
    this.task = task;
    this.question = ""; // a death before the first one is not the last submission's
    this.worker.ref();
    this.worker.channel?.ref();
    this.worker.send(task.work);
  }

  end(): void {
    if (this.idle) this.worker.disconnect();
    else this.worker.kill("SIGKILL");
  }

  /** The sandbox's own time is bounded by its launcher; this bounds what is made of its answers here. */
  private watch(question: string, seconds: number): void {
    this.question = question;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.worker.kill("SIGKILL"), (seconds + GRACE_SECONDS) * 1000);
  }

  private hear(answer: Answer): void {
    if (answer.kind === "unusable") {
      this.unusable = answer.reason;
      this.worker.kill();
      return;
    }
    if (answer.kind === "question") {
      this.watch(answer.id, answer.seconds);
      return;
    }
    this.starting = false;
    this.question = "";
    clearTimeout(this.timer);
    const done = this.task?.done;
    this.task = undefined;
    this.worker.unref();
    this.worker.channel?.unref();
    if (answer.kind === "failed") done?.({ ok: false, reason: answer.reason });
    if (answer.kind === "graded") done?.({ ok: true, result: answer.result, replies: answer.replies });
    this.door.ready();
  }
}

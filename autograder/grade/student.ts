/** The student's side of one question: a fresh sandboxed process with the student's cells loaded. */
import { readFileSync } from "node:fs";
import { type MembraneFailure, ProtocolViolation, StudentError } from "../membrane/failures.ts";
import { Session } from "../membrane/session.ts";
import { pipeTransport, type StoredReply } from "../membrane/transport.ts";
import { makeArray } from "../membrane/wire/make-array.ts";
import { MESSAGE } from "../membrane/wire/tags.ts";
import type { SandboxLimits } from "../sandbox/limits.ts";
import type { Programs } from "../sandbox/programs.ts";
import type { LauncherService } from "../sandbox/service.ts";
import { type Sandbox, type SandboxReport, startSandbox } from "../sandbox/start.ts";
import type { ViewPath } from "../sandbox/view.ts";
import type { Namespace } from "./modules.ts";
import type { Meter } from "./recorder.ts";
import type { IsolationLevel } from "./result.ts";

export interface StudentOptions {
  service: LauncherService;
  level: IsolationLevel;
  paths: ViewPath[];
  programs: Programs;
  limits: SandboxLimits;
}

/** What a student's process made of cells: text that only such a process will ever run. */
export interface Compiled {
  code: string;
  /** Cells that do not parse, in words. */
  problems: string[];
}

/** Code for the student's process: cells that it compiles, or what another of its kind made of them. */
export type Source = string[] | Compiled;

const MAX_KEPT_BYTES = 64 << 20;

export class Student implements Meter {
  private readonly sandbox: Sandbox;
  private conversation: Session;
  readonly replies: StoredReply[] = [];
  private keptBytes = 0;

  constructor(options: StudentOptions) {
    const command = options.programs.command(options.limits.memoryMegabytes);
    this.sandbox = startSandbox({ ...options, command }, options.service);
    this.conversation = this.converse();
  }

  get session(): Session {
    return this.conversation;
  }

  /** For a process that has only compiled so far: what it answered to that is no part of a question's replies. */
  beginAnew(): void {
    this.replies.length = 0;
    this.keptBytes = 0;
    this.conversation = this.converse();
  }

  private converse(): Session {
    return new Session({
      transport: pipeTransport(this.sandbox.requests, this.sandbox.replies),
      makeArray,
      onReply: ({ kind, body }, answers) => this.keep({ kind, body, answers }),
    });
  }

  /** Replies are kept for a later regrading as long as they are not too many; then none is. */
  private keep(reply: StoredReply): void {
    this.keptBytes += reply.body.length;
    if (this.keptBytes <= MAX_KEPT_BYTES) this.replies.push(reply);
    else this.replies.length = 0;
  }

  /** Loads the code and gives what the names stand for; throws what loading threw. */
  load(source: Source, names: string[], seed: number[], withheld: string[]): Namespace {
    return bindNames(this.session, source, names, seed, withheld);
  }

  /** Kills the process and says how it ended. Bytes that come when nothing is asked are a violation. */
  end(): { report: SandboxReport; failure: MembraneFailure | undefined } {
    const before = this.session.ended;
    const { report, lateBytes } = this.sandbox.stop();
    if (!before && lateBytes > 0) this.session.end(new ProtocolViolation("an answer that nobody asked for"));
    return { report, failure: this.session.ended };
  }

  cpuMs(): number {
    const fields = this.proc("stat").replace(/^.*\)/s, "").trim().split(" ");
    // utime and stime, in hundredths of a second on every Linux
    return (Number(fields[11]) + Number(fields[12])) * 10 || 0;
  }

  peakMb(): number {
    return Number(/VmHWM:\s+(\d+)/.exec(this.proc("status"))?.[1] ?? 0) / 1024;
  }

  private proc(file: string): string {
    try {
      return readFileSync(`/proc/${this.sandbox.pid}/${file}`, "utf8");
    } catch {
      return "";
    }
  }
}

/** Loads through a session, live or replayed. A name that the student does not have throws when it is used. */
export function bindNames(
  session: Session,
  source: Source,
  names: string[],
  seed: number[],
  withheld: string[] = [],
): Namespace {
  const exports = session.ask(MESSAGE.load, source, names, seed, withheld) as Namespace;
  const found = new Set(session.ask(MESSAGE.keys, exports) as string[]);
  // Asked for by name, not read off the stand-in: that one takes an object with a `flatten` for a false array.
  const exported = (name: string) => session.ask(MESSAGE.get, exports, name);
  return Object.fromEntries(names.map((name) => [name, found.has(name) ? exported(name) : missing(name)]));
}

function missing(name: string): () => never {
  return function missing(): never {
    throw new StudentError(
      "ReferenceError",
      `\`${name}\` is not there: its cell is missing, does not parse, or does not declare it`,
    );
  };
}

/** Starts one sandboxed process and waits, without returning to the event loop, until it runs. */
import { closeSync, readSync } from "node:fs";
import type { IsolationLevel } from "../grade/result.ts";
import { SandboxEnded } from "../membrane/failures.ts";
import type { SandboxLimits } from "./limits.ts";
import type { LauncherService } from "./service.ts";
import { sweep } from "./sweep.ts";
import type { ViewPath } from "./view.ts";

export interface SandboxPlan {
  level: IsolationLevel;
  paths: ViewPath[];
  limits: SandboxLimits;
  /** The program and its arguments. */
  command: string[];
}

/** The environment of every sandbox: nothing of ours, and nothing that says "grading". */
export const SANDBOX_ENV: Record<string, string> = {
  OPENSSL_CONF: "/dev/null",
  TZ: "UTC",
  LANG: "C.UTF-8",
  HOME: "/tmp",
  TF_CPP_MIN_LOG_LEVEL: "3",
};

/** How the process ended, as the launcher saw it. */
export interface SandboxReport {
  /** ended: by itself; the others are limits, and "stopped" is our own doing. */
  reason: "ended" | "wall" | "cpu" | "output" | "stopped";
  exitCode: number;
  signal: number;
  wallMs: number;
  cpuMs: number;
  peakKb: number;
  printedBytes: number;
  /** The head of what it printed. */
  output: string;
}

export interface Sandbox {
  requests: number;
  replies: number;
  /** Its process id on this machine. */
  pid: number;
  /** Kills it with all its children, drains what came too late, and says how it ended. */
  stop(): { report: SandboxReport; lateBytes: number };
}

/** Starts the program. Throws a SandboxEnded with the launcher's words where it could not be shut in. */
export function startSandbox(plan: SandboxPlan, service: LauncherService): Sandbox {
  const [request, reply, status] = [service.take(), service.take(), service.take()];
  const uid = ownUid(plan.level);
  service.run([request, reply, status], launcherArguments(plan, uid));
  const opened = readLine(status.read);
  // From here on the other side has its own ends: with ours closed, its end is the end of the stream.
  for (const fd of [request.read, reply.write, status.write]) closeSync(fd);
  const first = opened === "open" ? readLine(status.read) : opened;
  const [, pid, supervisor] = /^pid (\d+) supervisor (\d+)$/.exec(first) ?? [];
  if (!pid) {
    for (const fd of [request.write, reply.read, status.read]) closeSync(fd);
    throw new SandboxEnded(`the sandbox could not be started: ${first.replace(/^error /, "") || "the launcher ended"}`);
  }
  const stop = () => {
    service.stop(Number(supervisor));
    const stopped = stopSandbox(request.write, reply.read, status.read);
    if (plan.level === "uid" && uid >= 0) sweep(uid);
    return stopped;
  };
  return { requests: request.write, replies: reply.read, pid: Number(pid), stop };
}

function launcherArguments({ level, paths, limits, command }: SandboxPlan, uid: number): string[] {
  const numbers = {
    "--wall-ms": limits.wallSeconds * 1000,
    "--cpu-s": limits.cpuSeconds,
    "--data-mb": limits.memoryMegabytes,
    "--file-mb": limits.diskMegabytes,
    "--tmp-mb": limits.diskMegabytes,
    "--tasks": limits.tasks,
    "--output-kb": limits.outputKilobytes,
    "--uid": uid,
  };
  const options = Object.entries(numbers).flatMap(([name, value]) => [name, String(Math.ceil(value))]);
  const views = paths.flatMap(({ source, target }) => ["--path", level === "namespaces" ? source : target, target]);
  return ["--level", level, ...options, ...views, "--", ...command];
}

/** Root gives each sandbox a uid that no one else has, so that limits and kills by uid touch only this one. */
function ownUid(level: IsolationLevel): number {
  if (process.getuid?.() !== 0 || level === "none") return -1;
  return 0x40000000 + (process.pid % 0x400000) * 64 + Math.floor(Math.random() * 64);
}

function stopSandbox(requests: number, replies: number, status: number) {
  closeSync(requests);
  const lateBytes = drain(replies).length;
  const report = parseReport(drain(status).toString("utf8"));
  closeSync(replies);
  closeSync(status);
  return { report, lateBytes };
}

/** Reads to the end, which comes when the process is killed. */
function drain(fd: number): Buffer {
  const blocks: Buffer[] = [];
  for (;;) {
    const block = Buffer.allocUnsafe(65536);
    const got = readSync(fd, block);
    if (got === 0) return Buffer.concat(blocks);
    if (blocks.length < 4096) blocks.push(block.subarray(0, got));
  }
}

function readLine(fd: number): string {
  const byte = Buffer.alloc(1);
  let line = "";
  while (line.length < 1000 && readSync(fd, byte) === 1 && byte[0] !== 10) line += byte.toString("latin1");
  return line;
}

function parseReport(text: string): SandboxReport {
  const [head, , ...rest] = text.split("\n");
  const facts = Object.fromEntries((head ?? "").split(" ").map((fact) => fact.split("=")));
  const number = (name: string) => Number(facts[name] ?? 0);
  return {
    reason: facts.reason ?? "ended",
    exitCode: number("exit"),
    signal: number("signal"),
    wallMs: number("wall"),
    cpuMs: number("cpu"),
    peakKb: number("peak"),
    printedBytes: number("printed"),
    output: rest.join("\n"),
  };
}

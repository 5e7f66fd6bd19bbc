/** Finds out by real tries how well this machine can shut student code in. */
import { mkdtempSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IsolationLevel } from "../grade/result.ts";
import { runnerFolder } from "./bundle.ts";
import { findLauncher } from "./launcher.ts";
import { type Attempt, atLeastAsTight, LEVELS, type Level } from "./levels.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { LauncherService } from "./service.ts";
import { SANDBOX_ENV, startSandbox } from "./start.ts";
import { viewPaths } from "./view.ts";

export interface LevelProbe {
  level: IsolationLevel;
  available: boolean;
  /** For each attempt whether it was denied; empty where the level could not be started. */
  denied: Partial<Record<Attempt, boolean>>;
  /** Why it is not available, in words. */
  reason?: string;
}

/** Tries one level. */
export function probeLevel(level: Level): LevelProbe {
  const launcher = findLauncher();
  if (!launcher)
    return refused(level, "the sandbox launcher is not there: run `npm run setup` (it needs a C compiler)");
  const folder = mkdtempSync(join(tmpdir(), "gradlab-probe-"));
  const service = new LauncherService(launcher, SANDBOX_ENV);
  try {
    const denied = attempt(level, folder, service);
    const open = level.denies.filter((one) => denied[one] !== true);
    const reason = open.length > 0 ? `it did not deny: ${open.join(", ")}` : undefined;
    return { level: level.name, available: open.length === 0, denied, reason };
  } catch (error) {
    return refused(level, (error as Error).message);
  } finally {
    service[Symbol.dispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

function refused({ name }: Level, reason: string): LevelProbe {
  return { level: name, available: false, denied: {}, reason };
}

function attempt({ name }: Level, folder: string, service: LauncherService): LevelProbe["denied"] {
  const secret = join(folder, "secret");
  writeFileSync(secret, "hidden", { mode: 0o600 });
  const runner = runnerFolder();
  const program = join(runner, "attempts.cjs");
  const command = [process.execPath, program, secret, folder, String(process.pid)];
  const limits = { ...DEFAULT_LIMITS, wallSeconds: 10 };
  const sandbox = startSandbox({ level: name, paths: viewPaths({ runner }), limits, command }, service);
  const answer = readAll(sandbox.replies);
  const { report } = sandbox.stop();
  if (!answer)
    throw new Error(`the probe ended without an answer: ${report.output.trim().split("\n").at(-1) ?? report.reason}`);
  return JSON.parse(answer);
}

function readAll(fd: number): string {
  const block = Buffer.alloc(65536);
  let text = "";
  for (let got = readSync(fd, block); got > 0; got = readSync(fd, block)) text += block.toString("utf8", 0, got);
  return text;
}

/** Every level, tried: for `gradlab doctor`. */
export function probeAll(): LevelProbe[] {
  return LEVELS.map(probeLevel);
}

export interface IsolationWish {
  /** The least level to accept. */
  require?: IsolationLevel;
  /** Use exactly this level. */
  exactly?: IsolationLevel;
  /** Accept "none". */
  allowUnsafe?: boolean;
}

/** The best level that this machine has, or in words why grading is refused. */
export function chooseIsolation(
  wish: IsolationWish = {},
): { ok: true; level: IsolationLevel } | { ok: false; reason: string } {
  const reasons: string[] = [];
  for (const level of LEVELS) {
    if (wish.exactly ? level.name !== wish.exactly : level.name === "none" && !wish.allowUnsafe) continue;
    if (wish.require && !atLeastAsTight(level.name, wish.require)) break;
    const { available, reason } = probeLevel(level);
    if (available) return { ok: true, level: level.name };
    reasons.push(`${level.name}: ${reason}; ${level.mend}`);
  }
  const least = wish.exactly ?? wish.require;
  return {
    ok: false,
    reason: [`no sandbox${least ? ` of level ${least}` : ""} on this machine`, ...reasons].join("\n  "),
  };
}

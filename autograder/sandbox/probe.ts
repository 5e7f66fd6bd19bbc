/** Finds out by real tries how well this machine can shut student code in. */
import { mkdtempSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IsolationLevel } from "../grade/result.ts";
import { runnerFolder } from "./bundle.ts";
import { findLauncher } from "./launcher.ts";
import { type Attempt, LEVELS, type Level } from "./levels.ts";
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
  if (!launcher) return refused(level, noLauncher(process.platform));
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

/** Why nothing can be shut in on this platform. The walls are Linux's; elsewhere nothing is graded, rather than without walls. */
export function noLauncher(platform: NodeJS.Platform): string {
  return platform === "linux"
    ? "the sandbox launcher is not there: run `npm run setup` (it needs a C compiler)"
    : `there is no sandbox for ${platform}: grade in a Linux container or machine`;
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

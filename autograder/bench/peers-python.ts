/** The comparison's own Python environment, with nbgrader and otter-grader, in the cache outside the clone; made at the first run. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../sandbox/launcher.ts";

/** Path of the interpreter; another set of requirements makes another environment. */
export function peersPython(requirements: string): string {
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(cacheFolder(), "bench-grade", digest);
  const python = join(folder, "bin", "python");
  if (existsSync(join(folder, "ready"))) return python;
  console.log("making a Python environment with nbgrader and otter-grader, once (some minutes)");
  mkdirSync(folder, { recursive: true });
  const run = (command: string, args: string[]) => execFileSync(command, args, { stdio: "inherit" });
  run(process.env.PYTHON ?? "python3", ["-m", "venv", folder]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  writeFileSync(join(folder, "ready"), "");
  return python;
}

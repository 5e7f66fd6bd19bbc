import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The benchmark's own Python environment with the peers, in the cache outside the clone; made at the first run. */
export function peersPython(requirements: string): string {
  const given = process.env.GRADLAB_BENCH_PYTHON;
  if (given) return given;
  const folder = join(cacheBase(), "bench", "python");
  const python = join(folder, "bin", "python");
  if (existsSync(join(folder, "ready"))) return python;
  console.log("making a Python environment with PyTorch and NumPy, once (some minutes)");
  mkdirSync(folder, { recursive: true });
  const run = (command: string, args: string[]) => execFileSync(command, args, { stdio: "inherit" });
  run(process.env.PYTHON ?? "python3", ["-m", "venv", folder]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  writeFileSync(join(folder, "ready"), "");
  return python;
}

/** Where set-up keeps what is large and shared between clones. */
function cacheBase(): string {
  return process.env.GRADLAB_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gradlab");
}

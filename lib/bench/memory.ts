import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { engineEnvironment } from "../engine/index.ts";

/** The pictures of CIFAR-10's training split in the course, and the steps of an epoch in batches of 50. */
const IMAGES = 49_000;
const STEPS = 980;

/** Peak memory of an epoch, ours and PyTorch's, each in a process of its own; and memory over many steps. */
export function reportMemory(python: string, sources: string): void {
  const built = import.meta.dirname;
  const env = { ...process.env, ...engineEnvironment() };
  const run = (command: string, args: string[]) => execFileSync(command, args, { env, encoding: "utf8" });
  const [images, steps] = [IMAGES, STEPS].map(String);
  const ours = Number(run(process.execPath, [join(built, "epoch.js"), images, steps]));
  const torch = Number(run(python, [join(sources, "epoch.py"), images, steps]));
  console.log(`peak of an epoch: ${ours} MB, PyTorch ${torch} MB, ratio ${(ours / torch).toFixed(2)} (target 1.5)`);
  console.log("10,000 steps in one synchronous loop:");
  console.log(run(process.execPath, [join(built, "leak.js"), "10000"]).trimEnd());
}

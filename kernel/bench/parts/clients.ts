/** Jupyter's own clients, from Python: nbclient over a long notebook, and the suite of conversations in kernel/conformance. */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { kernelMain } from "gradlab/kernel/client";
import type { Bench, Figures } from "../bench.ts";
import { type Peer, packageRoot, python } from "../peers.ts";

const run = promisify(execFile);
const LIMIT_MS = 300_000;

/** 300 cells through nbclient: how many have not exactly their outputs. */
export async function nbclient({ peer, folder }: Bench, figures: Figures): Promise<void> {
  const script = join(packageRoot, "kernel/bench/nbclient_cells.py");
  const options = { cwd: folder, env: install(peer, folder), timeout: LIMIT_MS };
  const done = run(python(), ["-W", "ignore", script, peer.name, peer.language], options);
  const { stdout } = await done.catch((error) => ({ stdout: `stopped: ${lastLine(error.stderr)}` }));
  figures["nbclient over 300 cells: not whole"] = lastLine(stdout);
}

/** Jupyter's suite and our conversations: 26 tests; one that is skipped has not passed. */
export async function suite({ peer, folder }: Bench, figures: Figures): Promise<void> {
  const tests = { PYTHONPATH: join(packageRoot, "kernel/conformance"), GRADLAB_TEST_KERNEL: peer.name };
  const env = { ...install(peer, folder), ...tests, GRADLAB_TEST_TIMEOUT: "4" };
  const options = { cwd: folder, env, timeout: LIMIT_MS };
  const args = ["-W", "ignore", "-m", "unittest", "-v", "test_suite.Suite", "test_conversations"];
  const { stderr } = await run(python(), args, options).catch((error) => error as { stderr: string });
  const total = Number(/^Ran (\d+) tests/m.exec(stderr)?.[1] ?? 0);
  const passed = stderr.match(/ \.\.\. (?:.*\n)*?ok$/gm)?.length ?? 0;
  figures["suite on jupyter_kernel_test: passed"] = total === 0 ? "stopped" : `${passed} of ${total}`;
  const failed = [...stderr.matchAll(/^(?:FAIL|ERROR): (\w+)/gm)].map(([, name]) => name);
  if (failed.length > 0) console.log(`  ${peer.name}: suite not passed: ${[...new Set(failed)].join(", ")}`);
}

/** A kernelspec of the peer in the bench's folder; gives the environment in which Jupyter finds it. */
function install(peer: Peer, folder: string): NodeJS.ProcessEnv {
  const spec = join(folder, "kernels", peer.name);
  mkdirSync(spec, { recursive: true });
  const ours = (file: string) => [process.execPath, "--max-semi-space-size=2", kernelMain(), "--connection-file", file];
  const argv = (peer.command ?? ours)("{connection_file}");
  const text = {
    argv,
    display_name: peer.name,
    language: peer.language,
    interrupt_mode: "message",
    env: peer.env ?? {},
  };
  writeFileSync(join(spec, "kernel.json"), JSON.stringify(text));
  const history = join(folder, "history.jsonl");
  return { ...process.env, JUPYTER_PATH: folder, GRADLAB_HISTORY: history, GRADLAB_QUIET: "1" };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.slice(0, 40) ?? "";
}

// Runs a command for set-up: its output is kept and shown only when it fails.
import { spawn } from "node:child_process";

/**
 * Runs `command` and resolves with what it printed; rejects with its last lines when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show`: pass the output through instead of keeping it
 * @returns {Promise<string>}
 */
export function command(command, args, { cwd, env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = show ? "inherit" : ["ignore", "pipe", "pipe"];
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio });
    let text = "";
    child.stdout?.on("data", (chunk) => (text += chunk));
    child.stderr?.on("data", (chunk) => (text += chunk));
    child.on("error", (error) => reject(new Error(`${command}: ${error.message}`)));
    child.on("close", (code) => {
      if (code === 0) resolve(text);
      else reject(new Error(`\`${[command, ...args].join(" ")}\` ended with ${code}:\n${lastLines(text)}`));
    });
  });
}

function lastLines(text, count = 25) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

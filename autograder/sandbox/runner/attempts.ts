/** The probe's program: tries from inside what a sandbox must deny, and writes what happened as JSON to descriptor 4. */
import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { connect } from "node:net";

const [secret, folder, grader] = process.argv.slice(2);

function denied(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}

/** A refused connection reached the network; only an error before that is a denial. */
function tcpDenied(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port: 9 });
    socket.on("connect", () => resolve(false));
    socket.on("error", ({ code }: NodeJS.ErrnoException) => resolve(code !== "ECONNREFUSED"));
  });
}

function udpDenied(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const socket = createSocket("udp4");
      socket.on("error", () => resolve(true));
      socket.send("x", 9, "127.0.0.1", (error) => resolve(error !== null));
    } catch {
      resolve(true);
    }
  });
}

async function main(): Promise<void> {
  const results = {
    "read a file of the grader": denied(() => readFileSync(secret)),
    "write outside its own folder": denied(() => writeFileSync(`${folder}/written`, "x")),
    "read the grader's memory": denied(() => closeSync(openSync(`/proc/${grader}/mem`, "r"))),
    "see other processes": denied(() => readdirSync(`/proc/${grader}`)),
    "signal the grader": denied(() => process.kill(Number(grader), 0)),
    "open a TCP connection": await tcpDenied(),
    "send a UDP packet": await udpDenied(),
    "start another process": spawnSync(process.execPath, ["--version"]).error !== undefined,
  };
  writeSync(4, `${JSON.stringify(results)}\n`);
  process.exit(0);
}

void main();

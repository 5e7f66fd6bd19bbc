/** Things that an attack must not reach: secrets, grades, other submissions, listening sockets. They remember what touched them. */
import { randomUUID } from "node:crypto";
import { createSocket } from "node:dgram";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runnerFolder } from "../sandbox/bundle.ts";
import { cacheFolder, packageFolder } from "../sandbox/launcher.ts";

export interface World {
  folder: string;
  /** What `{{name}}` stands for in the text of an attack. */
  names: Record<string, string>;
  /** What was touched since the last call, in words. */
  traces(): string[];
  close(): void;
}

/** Files with their contents as they must stay. */
const FILES = {
  secretFile: "secret.json",
  gradesFile: "out/grades.csv",
  otherSubmission: "submissions/grace/target.ipynb",
};

/** Files that later runs read; at most levels a student's process has copies or none of them. */
const poisonable = () => [...readdirSync(runnerFolder()).map((name) => join(runnerFolder(), name)), ...POISONABLE];

const POISONABLE = [
  "dist/autograder/sandbox/runner/load.js",
  "dist/.tsbuildinfo",
  "dist/lib/index.js",
  "node_modules/.cache/x",
  "node_modules/ndarray/ndarray.js",
]
  .map((name) => join(packageFolder, name))
  .concat(join(cacheFolder(), "plans", "x.json"));

function poisoned(path: string): string[] {
  return existsSync(path) && readFileSync(path, "latin1").includes("gradlab-attack-poison")
    ? [`${path} was poisoned`]
    : [];
}

/** Makes a world: a folder that only the grader may enter, and listeners on TCP, UDP, a Unix socket and an abstract one. */
export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-world-"));
  const files = Object.entries(FILES).map(([name, path]) => [name, join(folder, path)] as const);
  for (const [, path] of files) {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text(path), { mode: 0o600 });
  }
  const heard: string[] = [];
  const abstractSocket = `gradlab-${randomUUID()}`;
  const unixSocket = join(folder, "service.sock");
  const servers = [await tcp(heard), await socket(unixSocket, heard), await socket(`\0${abstractSocket}`, heard)];
  const packets = await udp(heard);
  const names = {
    ...Object.fromEntries(files),
    worldFolder: folder,
    tcpPort: String((servers[0].address() as { port: number }).port),
    udpPort: String(packets.address().port),
    unixSocket,
    abstractSocket,
    graderPid: String(process.pid),
  };
  return {
    folder,
    names,
    traces: () => [
      ...heard.splice(0),
      ...files.flatMap(([, path]) => changed(path)),
      ...poisonable().flatMap(poisoned),
    ],
    close() {
      for (const server of servers) server.close();
      packets.close();
      rmSync(folder, { recursive: true, force: true });
      sweep();
    },
  };
}

function text(path: string): string {
  return JSON.stringify({ hidden: [1, 2, 3], of: path.split("/").at(-1) });
}

function changed(path: string): string[] {
  const now = statSync(path, { throwIfNoEntry: false });
  return now && readFileSync(path, "utf8") === text(path) ? [] : [`${path} was changed`];
}

function tcp(heard: string[]): Promise<Server> {
  return listening(
    createServer((client) => hear(client, heard, "TCP")),
    { port: 0, host: "127.0.0.1" },
  );
}

function socket(path: string, heard: string[]): Promise<Server> {
  return listening(
    createServer((client) => hear(client, heard, `the socket ${JSON.stringify(path)}`)),
    { path },
  );
}

function hear(client: { destroy(): void }, heard: string[], over: string): void {
  heard.push(`a connection came in over ${over}`);
  client.destroy();
}

function listening(server: Server, where: { port: number; host: string } | { path: string }): Promise<Server> {
  return new Promise((ready, failed) => server.on("error", failed).listen(where, () => ready(server)));
}

function udp(heard: string[]) {
  const receiver = createSocket("udp4", () => heard.push("a UDP packet came in"));
  return new Promise<typeof receiver>((ready) => receiver.bind(0, "127.0.0.1", () => ready(receiver)));
}

/** What attacks leave in common folders at levels that let them: their files have names of their own. */
function sweep(): void {
  for (const folder of ["/tmp", "/dev/shm", "/var/tmp"])
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      if (name.startsWith("gradlab-attack-")) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Connection files: where the five sockets are and with which key messages are signed. */
import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";

export const CHANNELS = ["shell", "control", "iopub", "stdin", "hb"] as const;
export type Channel = (typeof CHANNELS)[number];

/** As Jupyter writes it: https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files */
export interface Connection {
  transport: "tcp" | "ipc";
  ip: string;
  key: string;
  signature_scheme: string;
  shell_port: number;
  control_port: number;
  iopub_port: number;
  stdin_port: number;
  hb_port: number;
  kernel_name?: string;
}

/** Reads a connection file; a field that is missing or wrong is named. */
export function readConnection(path: string): Connection {
  const value = JSON.parse(readFileSync(path, "utf8")) as Connection;
  for (const channel of CHANNELS) {
    const port = value[`${channel}_port`];
    if (!Number.isInteger(port))
      throw new Error(`${path}: expected ${channel}_port to be a port number, got ${JSON.stringify(port)}`);
  }
  return {
    ...value,
    transport: value.transport ?? "tcp",
    ip: value.ip ?? "127.0.0.1",
    key: value.key ?? "",
    signature_scheme: value.signature_scheme || "hmac-sha256",
  };
}

/** The ZeroMQ address of one channel. */
export function addressOf(connection: Connection, channel: Channel): string {
  const port = connection[`${channel}_port`];
  const separator = connection.transport === "tcp" ? ":" : "-";
  return `${connection.transport}://${connection.ip}${separator}${port}`;
}

/** Makes a connection on free local TCP ports with a fresh key. */
export async function newConnection(): Promise<Connection> {
  const [shell_port, control_port, iopub_port, stdin_port, hb_port] = await freePorts(CHANNELS.length);
  return {
    transport: "tcp",
    ip: "127.0.0.1",
    key: randomUUID(),
    signature_scheme: "hmac-sha256",
    shell_port,
    control_port,
    iopub_port,
    stdin_port,
    hb_port,
  };
}

/** Writes a connection file that only its owner can read. */
export function writeConnection(path: string, connection: Connection): void {
  writeFileSync(path, JSON.stringify(connection, null, 1), { mode: 0o600 });
}

/** Free ports, all held open until the last is known so that none comes twice. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once("error", reject);
          server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

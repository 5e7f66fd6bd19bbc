/** Opens the page on a port of this machine. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Sessions } from "./access/sessions.ts";
import { makeApp } from "./app.tsx";
import { Site, type SiteOptions } from "./site.ts";

export interface ServeOptions extends SiteOptions {
  /** Address to listen on. */
  host: string;
  /** 0: any free one. */
  port: number;
  /** Further names under which browsers may ask for the page. */
  allowHosts?: readonly string[];
  /** The name that the link logs in with. */
  user: string;
  token?: string;
}

export interface RunningPage {
  /** With the token in it. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Names of the machine itself, as they stand in a Host header. */
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

export async function servePage(options: ServeOptions): Promise<RunningPage> {
  const { host, port, user } = options;
  const sessions = new Sessions(options.token);
  const own = host.includes(":") ? `[${host}]` : host;
  const hosts = [...new Set([...LOOPBACK, own, ...(options.allowHosts ?? [])])];
  const app = makeApp({ site: new Site(options), sessions, hosts, user });
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : own;
  return {
    url: `http://${name}:${actual}/login?token=${sessions.token}`,
    port: actual,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections(); // event streams would stay open
      }),
  };
}

/** A real HTTP server for tests, with the faults that networks have. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface FileServer {
  url: (path: string) => string;
  /** Every request's path and range. */
  requests: { path: string; range: string | undefined }[];
  /** Stop sending after so many bytes, so often; the connection stays until `breakOff`. */
  cut: { after: number; times: number };
  /** Answer so many requests with this status first. */
  refuse: { status: number; times: number };
  files: Map<string, Uint8Array>;
  /** Changed when a file changes. */
  etag: string;
  ranges: boolean;
  /** Breaks all connections, without a word. */
  breakOff: () => void;
  close: () => Promise<void>;
}

export async function startFileServer(files: Map<string, Uint8Array>): Promise<FileServer> {
  const server = createServer((request, response) => answer(fixture, request, response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fixture: FileServer = {
    url: (path) => `http://127.0.0.1:${port}/${path}`,
    requests: [],
    cut: { after: 0, times: 0 },
    refuse: { status: 503, times: 0 },
    files,
    etag: '"1"',
    ranges: true,
    breakOff: () => server.closeAllConnections(),
    close: () => closed(server),
  };
  return fixture;
}

function answer(fixture: FileServer, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? "").slice(1);
  fixture.requests.push({ path, range: request.headers.range });
  if (fixture.refuse.times-- > 0) return void response.writeHead(fixture.refuse.status).end();
  const file = fixture.files.get(path);
  if (!file) return void response.writeHead(404).end();
  const start = startOf(fixture, request);
  if (start >= file.length) return void response.writeHead(416).end();
  const rest = file.subarray(start);
  response.writeHead(start > 0 ? 206 : 200, { "content-length": rest.length, etag: fixture.etag });
  if (fixture.cut.times-- <= 0) return void response.end(rest);
  response.write(rest.subarray(0, fixture.cut.after)); // and then nothing, until the test breaks the connection
}

/** Where the answer begins: ranges are honoured only for the version that If-Range names. */
function startOf(fixture: FileServer, request: IncomingMessage): number {
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? "");
  const sameVersion = request.headers["if-range"] === undefined || request.headers["if-range"] === fixture.etag;
  return asked && fixture.ranges && sameVersion ? Number(asked[1]) : 0;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

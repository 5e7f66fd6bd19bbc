import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { download } from "./download.ts";
import { type FileServer, startFileServer } from "./file-server.fixture.ts";

const CONTENT = randomBytes(300_000);
const DIGEST = { kind: "sha256", hex: createHash("sha256").update(CONTENT).digest("hex") } as const;

let server: FileServer;
let folder: string;
let path: string;

beforeEach(async () => {
  server = await startFileServer(new Map([["set.bin", new Uint8Array(CONTENT)]]));
  folder = mkdtempSync(join(tmpdir(), "gradlab-download-"));
  path = join(folder, "sub", "set.bin");
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Breaks the connection each time that another `every` bytes are on the disk. */
function breakingAt(every: number) {
  let most = 0;
  return (done: number) => {
    if (done > most && done % every === 0 && done < CONTENT.length) server.breakOff();
    most = Math.max(most, done);
  };
}

const file = () => ({ url: server.url("set.bin"), bytes: CONTENT.length, digest: DIGEST });

test("a file is fetched with progress, checked, and nothing else is left", async () => {
  const seen: [number, number | undefined][] = [];
  const result = await download(file(), path, { onProgress: (done, total) => void seen.push([done, total]) });
  expect(result).toEqual({ ok: true, path, bytes: 300_000, already: false, resumed: 0 });
  expect(readFileSync(path).equals(CONTENT)).toBe(true);
  expect([seen[0], seen.at(-1)]).toEqual([
    [0, 300_000],
    [300_000, 300_000],
  ]);
  expect(readdirSync(join(folder, "sub"))).toEqual(["set.bin"]);
});

test("what is there and right is not fetched again; what is there and wrong is", async () => {
  await download(file(), path);
  expect(await download(file(), path)).toMatchObject({ ok: true, already: true });
  expect(server.requests).toHaveLength(1);
  writeFileSync(path, CONTENT.subarray(5));
  expect(await download(file(), path)).toMatchObject({ ok: true, already: false });
  expect(readFileSync(path).equals(CONTENT)).toBe(true);
});

test("a connection that breaks is taken up where it broke", async () => {
  server.cut = { after: 100_000, times: 2 };
  const result = await download(file(), path, { onProgress: breakingAt(100_000) });
  expect(result).toMatchObject({ ok: true, bytes: 300_000 });
  expect(server.requests.map(({ range }) => range)).toEqual([undefined, "bytes=100000-", "bytes=200000-"]);
  expect(readFileSync(path).equals(CONTENT)).toBe(true);
});

test("a later call goes on from what an earlier one left", async () => {
  server.cut = { after: 50_000, times: 1 };
  const first = await download(file(), path, { retries: 0, onProgress: breakingAt(50_000) });
  expect(first).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/50000 bytes are kept: the same command goes on/),
  });
  expect(existsSync(path)).toBe(false);
  expect(await download(file(), path)).toMatchObject({ ok: true, resumed: 50_000 });
  expect(server.requests.at(-1)!.range).toBe("bytes=50000-");
});

test("parts of two versions of a file are not put together", async () => {
  server.cut = { after: 50_000, times: 1 };
  const open = { url: server.url("set.bin") };
  await download(open, path, { retries: 0, onProgress: breakingAt(50_000) });
  server.etag = '"2"';
  server.files.set("set.bin", new Uint8Array(60_000).fill(7));
  expect(await download(open, path)).toMatchObject({ ok: true, bytes: 60_000 });
  expect(readFileSync(path).every((byte) => byte === 7)).toBe(true);
});

test("a server without ranges sends the whole file again", async () => {
  server.ranges = false;
  server.cut = { after: 100_000, times: 1 };
  expect(await download(file(), path, { onProgress: breakingAt(100_000) })).toMatchObject({ ok: true });
  expect(readFileSync(path).equals(CONTENT)).toBe(true);
});

test("a part longer than the file is thrown away", async () => {
  await download(file(), path);
  rmSync(path);
  writeFileSync(`${path}.part`, new Uint8Array(400_000));
  expect(await download({ url: server.url("set.bin"), digest: DIGEST }, path)).toMatchObject({
    ok: true,
    bytes: 300_000,
  });
});

test("a wrong file is not kept, and both checksums are said", async () => {
  server.files.set("set.bin", new Uint8Array(CONTENT.length));
  const result = await download(file(), path);
  expect(result).toMatchObject({
    ok: false,
    reason: expect.stringMatching(`expected sha256 ${DIGEST.hex}, got [0-9a-f]{64}`),
  });
  expect(readdirSync(join(folder, "sub"))).toEqual([]);
});

test("a busy server is asked again, a missing file is not", async () => {
  server.refuse = { status: 503, times: 2 };
  expect(await download(file(), path)).toMatchObject({ ok: true });
  const gone = await download({ url: server.url("none.bin") }, join(folder, "none.bin"));
  expect(gone).toMatchObject({ ok: false, reason: expect.stringContaining("HTTP 404") });
  expect(server.requests.filter(({ path }) => path === "none.bin")).toHaveLength(1);
});

test("a home that cannot be reached is named", async () => {
  const { url } = file();
  await server.close();
  const result = await download({ url }, path, { retries: 1 });
  expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(/127\.0\.0\.1.*ECONNREFUSED/) });
});

/** Fetches a file over HTTP: resumes what was interrupted, and keeps only what has the right checksum. */
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { RemoteFile } from "../registry/types.ts";
import { faultOf } from "./digest.ts";

export interface DownloadOptions {
  /** Called as bytes arrive; `total` is undefined where the server does not say. */
  onProgress?: (done: number, total: number | undefined) => void;
  /** Tries after a broken connection. Default 3. */
  retries?: number;
}

/** `already`: it was there and right. `resumed`: bytes of an earlier try that were not fetched again. */
export type DownloadResult =
  | { ok: true; path: string; bytes: number; already: boolean; resumed: number }
  | { ok: false; path: string; reason: string };

/**
 * Fetches `file` to `path`. Bytes go to `path.part` first, which a later call continues (HTTP range requests, tied to
 * the same version of the file by its ETag); the file takes its name once length and checksum are right.
 */
export async function download(
  file: Pick<RemoteFile, "url" | "bytes" | "digest">,
  path: string,
  options: DownloadOptions = {},
): Promise<DownloadResult> {
  await mkdir(dirname(path), { recursive: true });
  if (existsSync(path) && (await faultOf(path, file)) === undefined) {
    return { ok: true, path, bytes: (await stat(path)).size, already: true, resumed: 0 };
  }
  const resumed = await partSize(path);
  const broken = await fetchWithRetries(file, path, options);
  if (broken) return { ok: false, path, reason: `${file.url}: ${broken}` };
  const fault = await faultOf(`${path}.part`, file);
  if (fault) {
    await forgetPart(path);
    return { ok: false, path, reason: `${file.url}: ${fault}; the file was not kept` };
  }
  await rename(`${path}.part`, path);
  await forgetPart(path);
  return { ok: true, path, bytes: (await stat(path)).size, already: false, resumed };
}

/** Fetches until the part is complete; the reason where it could not be completed. */
async function fetchWithRetries(
  file: Pick<RemoteFile, "url" | "bytes">,
  path: string,
  options: DownloadOptions,
): Promise<string | undefined> {
  let reason: string | undefined;
  for (let attempt = 0; attempt <= (options.retries ?? 3); attempt++) {
    const before = await partSize(path);
    const outcome = await fetchRest(file, path, options).catch((error: Error) => ({
      again: true,
      reason: causeOf(error),
    }));
    if (!outcome) return undefined;
    reason = outcome.reason;
    if (!outcome.again) return reason;
    if ((await partSize(path)) > before) attempt = 0;
  }
  const kept = await partSize(path);
  return kept > 0 ? `${reason} (${kept} bytes are kept: the same command goes on from there)` : reason;
}

interface Outcome {
  again: boolean;
  reason: string;
}

/** One request for what is still missing. */
async function fetchRest(
  file: Pick<RemoteFile, "url" | "bytes">,
  path: string,
  options: DownloadOptions,
): Promise<Outcome | undefined> {
  const have = await partSize(path);
  if (have > 0 && have === file.bytes) return undefined;
  const response = await fetch(file.url, { headers: await rangeHeaders(path, have) });
  if (response.status === 416) {
    await forgetPart(path);
    return { again: true, reason: "the server has no such range: the kept part was of another file" };
  }
  if (!response.ok || !response.body) return { again: response.status >= 500, reason: `HTTP ${response.status}` };
  const start = response.status === 206 ? have : 0;
  await writeFile(`${path}.part.etag`, response.headers.get("etag") ?? "");
  const length = Number(response.headers.get("content-length"));
  const total = length > 0 ? start + length : file.bytes;
  await writePart(response.body as unknown as AsyncIterable<Uint8Array>, `${path}.part`, start, total, options);
  const got = await partSize(path);
  return total !== undefined && got < total
    ? { again: true, reason: `the connection ended at ${got} of ${total} bytes` }
    : undefined;
}

/** Appends what arrives, piece by piece: whatever breaks off later, these bytes are on the disk. */
async function writePart(
  body: AsyncIterable<Uint8Array>,
  part: string,
  start: number,
  total: number | undefined,
  { onProgress }: DownloadOptions,
): Promise<void> {
  const file = await open(part, start > 0 ? "a" : "w");
  try {
    let done = start;
    onProgress?.(done, total);
    for await (const chunk of body) {
      await file.writeFile(chunk);
      done += chunk.length;
      onProgress?.(done, total);
    }
  } finally {
    await file.close();
  }
}

/** Asks for the rest; without a strong ETag a changed file could be stitched together, but its checksum would tell. */
async function rangeHeaders(path: string, have: number): Promise<Record<string, string>> {
  if (have === 0) return {};
  const etag = await readFile(`${path}.part.etag`, "utf8").catch(() => "");
  const range = { range: `bytes=${have}-` };
  return etag && !etag.startsWith("W/") ? { ...range, "if-range": etag } : range;
}

async function partSize(path: string): Promise<number> {
  return stat(`${path}.part`).then(
    ({ size }) => size,
    () => 0,
  );
}

async function forgetPart(path: string): Promise<void> {
  await Promise.all([rm(`${path}.part`, { force: true }), rm(`${path}.part.etag`, { force: true })]);
}

function causeOf(error: Error): string {
  const cause = error.cause as Error | undefined;
  return cause?.message ? `${error.message}: ${cause.message}` : error.message;
}

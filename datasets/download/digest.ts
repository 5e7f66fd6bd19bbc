/** Checksums of files that may not fit into memory. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Digest } from "../registry/types.ts";

/** The checksum of a file, in hexadecimal. */
export async function digestOf(path: string, kind: Digest["kind"]): Promise<string> {
  const hash = createHash(kind);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

/** What is wrong with a file, or undefined where length and checksum are as expected (or nothing is known of them). */
export async function faultOf(path: string, known: { bytes?: number; digest?: Digest }): Promise<string | undefined> {
  const { size } = await stat(path);
  if (known.bytes !== undefined && size !== known.bytes) {
    const less = size < known.bytes ? "truncated" : "too long";
    return `${less}: expected ${known.bytes} bytes, got ${size}`;
  }
  if (!known.digest) return undefined;
  const { kind, hex } = known.digest;
  const got = await digestOf(path, kind);
  return got === hex ? undefined : `corrupt or another file: expected ${kind} ${hex}, got ${got}`;
}

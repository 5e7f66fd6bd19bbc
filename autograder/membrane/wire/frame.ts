/** Messages on a byte stream: a header of 20 bytes (length, kind, id), then the body. */
import { readSync, writeSync } from "node:fs";
import { MembraneFailure, ProtocolViolation, SandboxEnded } from "../failures.ts";
import type { MessageKind } from "./tags.ts";
import type { ByteWriter } from "./writer.ts";

export const HEADER_BYTES = 20;
const BLOCK = 1 << 20;

export interface Frame {
  kind: MessageKind;
  /** 12 bytes as 24 hexadecimal digits. */
  id: string;
  body: Uint8Array;
}

/** Starts a message in `writer`: the length is filled in by `sendFrame`. */
export function beginFrame(writer: ByteWriter, kind: MessageKind, id: string): void {
  writer.reset();
  writer.u32(0);
  writer.u32(kind);
  writer.memory(Buffer.from(id, "hex"));
}

export function sendFrame(fd: number, writer: ByteWriter): void {
  writer.patchU32(0, writer.length - HEADER_BYTES);
  for (const part of writer.parts()) writeFully(fd, part);
}

function writeFully(fd: number, bytes: Uint8Array): void {
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done);
  } catch (error) {
    throw new SandboxEnded(`it stopped listening (${(error as NodeJS.ErrnoException).code})`);
  }
}

/**
 * Reads one message, blocking until it is whole; undefined where the stream ended before it began.
 *
 * @param read how the body is read: `readBlock` where the other side is trusted to send what it announces
 */
export function receiveFrame(fd: number, maxBytes: number, read = readFully): Frame | undefined {
  const header = readBlock(fd, HEADER_BYTES);
  if (header.length === 0) return undefined;
  if (header.length < HEADER_BYTES) throw new SandboxEnded("it ended within a message");
  const length = header.readUInt32LE(0);
  if (length > maxBytes)
    throw new ProtocolViolation(`a message of ${length} bytes where at most ${maxBytes} are taken`);
  const body = read(fd, length);
  if (body.length < length) throw new SandboxEnded("it ended within a message");
  return { kind: header.readUInt32LE(4) as MessageKind, id: header.toString("hex", 8, HEADER_BYTES), body };
}

/** Up to `size` bytes, fewer only at the stream's end. Memory grows with what really came, not with what was announced. */
function readFully(fd: number, size: number): Buffer {
  if (size <= BLOCK) return readBlock(fd, size);
  const blocks: Buffer[] = [];
  for (let left = size; left > 0; ) {
    const wanted = Math.min(left, BLOCK);
    const block = readBlock(fd, wanted);
    blocks.push(block);
    if (block.length < wanted) break;
    left -= wanted;
  }
  return Buffer.concat(blocks);
}

/** The same into memory that is taken at once. */
export function readBlock(fd: number, size: number): Buffer {
  const block = Buffer.allocUnsafeSlow(size);
  let used = 0;
  while (used < size) {
    const got = readOnce(fd, block, used);
    if (got === 0) break;
    used += got;
  }
  return block.subarray(0, used);
}

function readOnce(fd: number, block: Buffer, from: number): number {
  for (;;) {
    try {
      return readSync(fd, block, from, block.length - from, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EINTR") throw new MembraneFailure(`reading from the other process failed: ${code}`);
    }
  }
}

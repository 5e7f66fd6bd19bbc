/**
 * Frames between the kernel process and the executor: `[uint32 total][uint32 head][head as JSON][body]`, lengths little-endian, without their own eight bytes.
 * Text and buffers travel in the body, so that a long stream is never escaped.
 */

export interface Frame<H = Record<string, unknown>> {
  head: H;
  body: Buffer;
}

const EMPTY = Buffer.alloc(0);

/** The bytes of one frame. */
export function encodeFrame(head: object, body: string | Uint8Array = EMPTY): Buffer {
  const json = JSON.stringify(head);
  const headSize = Buffer.byteLength(json);
  const bodySize = typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
  const bytes = Buffer.allocUnsafe(8 + headSize + bodySize);
  bytes.writeUInt32LE(headSize + bodySize, 0);
  bytes.writeUInt32LE(headSize, 4);
  bytes.write(json, 8);
  if (typeof body === "string") bytes.write(body, 8 + headSize);
  else bytes.set(body, 8 + headSize);
  return bytes;
}

/** Cuts a byte stream into frames. Chunks are kept in a list until a frame is whole, so a long frame is copied once. */
export class FrameDecoder<H = Record<string, unknown>> {
  #chunks: Buffer[] = [];
  #size = 0;
  #needed = 8;

  /** Takes a chunk and returns the frames that it completes. */
  push(chunk: Buffer): Frame<H>[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    const frames: Frame<H>[] = [];
    while (this.#size >= this.#needed) {
      const all = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
      this.#needed = all.readUInt32LE(0) + 8;
      this.#chunks = [all];
      if (all.length < this.#needed) break;
      frames.push(this.#read(all));
      this.#keep(all.subarray(this.#needed));
    }
    return frames;
  }

  #read(all: Buffer): Frame<H> {
    const headEnd = 8 + all.readUInt32LE(4);
    return { head: JSON.parse(all.toString("utf8", 8, headEnd)), body: all.subarray(headEnd, this.#needed) };
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
    this.#needed = 8;
  }
}

/** Packs several buffers into one body; their sizes go into the head. */
export function packBuffers(buffers: Uint8Array[]): { sizes: number[]; body: Buffer } {
  return { sizes: buffers.map((buffer) => buffer.byteLength), body: Buffer.concat(buffers) };
}

/** Takes `packBuffers`' body apart again. */
export function unpackBuffers(sizes: number[], body: Buffer): Buffer[] {
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return body.subarray(at - size, at);
  });
}

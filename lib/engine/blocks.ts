import { Buffer } from "node:buffer";
import type { Kernels } from "./kernels.ts";

/** Element types of arrays whose memory is used again; a bool array lies in bytes of 0 and 1. */
export type BlockType = "float64" | "float32" | "bool";

/** Memory of a block. */
export type BlockMemory = Float64Array | Float32Array | Uint8Array;

/** The kind of memory of each type. */
export const MEMORY = { float64: Float64Array, float32: Float32Array, bool: Uint8Array };

/** libtensorflow shares memory that begins at a multiple of this instead of copying it. */
const LINE = 64;

/** Bytes that may wait to be used again; beyond, all that wait go back to JavaScript. */
const MOST_WAITING = 768 * 2 ** 20;

/** A block that waits: where it begins in its buffer. */
interface Waiting {
  buffer: ArrayBuffer;
  at: number;
}

/**
 * Memory for large arrays that is used again as soon as its array is gone: fresh memory costs a call to the system for
 * every page of it, as much time as two passes over it.
 */
export class Blocks {
  private readonly kernels: Kernels;
  private readonly waiting = new Map<number, Waiting[]>();
  private bytes = 0;

  constructor(kernels: Kernels) {
    this.kernels = kernels;
  }

  /** Memory for n elements, whatever is in it. */
  take(type: BlockType, n: number): BlockMemory {
    const Kind = MEMORY[type];
    const bytes = sizeClass(n * Kind.BYTES_PER_ELEMENT);
    const used = this.waiting.get(bytes)?.pop();
    if (used) this.bytes -= bytes;
    const { buffer, at } = used ?? this.fresh(bytes);
    return new Kind(buffer, at, n);
  }

  /** Takes back memory that nobody looks at any more. */
  give(memory: BlockMemory): void {
    const bytes = sizeClass(memory.byteLength);
    if (this.bytes + bytes > MOST_WAITING) {
      this.waiting.clear();
      this.bytes = 0;
    }
    const list = this.waiting.get(bytes) ?? [];
    list.push({ buffer: memory.buffer as ArrayBuffer, at: memory.byteOffset });
    this.waiting.set(bytes, list);
    this.bytes += bytes;
  }

  private fresh(bytes: number): Waiting {
    const buffer = Buffer.allocUnsafeSlow(bytes + LINE).buffer as ArrayBuffer;
    return { buffer, at: this.kernels.bytesToLine(buffer) };
  }
}

/** Sizes are rounded up by an eighth at most, so that arrays of nearly one size use each other's memory. */
function sizeClass(bytes: number): number {
  const step = 2 ** Math.max(12, Math.floor(Math.log2(bytes)) - 3);
  return Math.ceil(bytes / step) * step;
}

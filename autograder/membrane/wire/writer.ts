/** From so many bytes on, memory is a part of its own instead of being copied, where that is allowed. */
const LARGE = 64 * 1024;

const PIECE = 4096;

/** Bytes written one after another into a buffer that grows. */
export class ByteWriter {
  private buffer = Buffer.allocUnsafe(PIECE);
  private used = 0;
  /** The parts before `buffer`, and their length together. */
  private done: Buffer[] = [];
  private before = 0;
  private readonly shares: boolean;

  /** @param shares whether large memory may be taken as it lies: nobody changes it before the bytes were used */
  constructor({ shares = false } = {}) {
    this.shares = shares;
  }

  get length(): number {
    return this.before + this.used;
  }

  /** Forgets what was written. */
  reset(): void {
    this.used = 0;
    this.before = 0;
    this.done = [];
  }

  /** What was written so far, one part after another: views, good until the next write. The first holds the first bytes. */
  parts(): Buffer[] {
    return [...this.done, this.buffer.subarray(0, this.used)];
  }

  /** What was written so far as one. */
  bytes(): Buffer {
    return this.done.length === 0 ? this.buffer.subarray(0, this.used) : Buffer.concat(this.parts());
  }

  u8(value: number): void {
    const at = this.room(1);
    this.buffer[at] = value;
  }

  u32(value: number): void {
    const at = this.room(4);
    this.buffer.writeUInt32LE(value, at);
  }

  f64(value: number): void {
    const at = this.room(8);
    this.buffer.writeDoubleLE(value, at);
  }

  /** The memory of a typed array, as it lies. */
  memory(view: ArrayBufferView): void {
    const source = Buffer.from(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);
    if (this.shares && source.length >= LARGE) this.append(source);
    else {
      const at = this.room(source.length);
      this.buffer.set(source, at);
    }
  }

  /** UTF-8 with its length in bytes before it. */
  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.u32(length);
    const at = this.room(length);
    this.buffer.write(value, at, length, "utf8");
  }

  /** Overwrites four bytes written before. */
  patchU32(at: number, value: number): void {
    let from = at;
    for (const part of this.parts()) {
      if (from < part.length) {
        part.writeUInt32LE(value, from);
        return;
      }
      from -= part.length;
    }
  }

  /** What was written so far becomes a part, and `memory` the next. */
  private append(memory: Buffer): void {
    this.done.push(this.buffer.subarray(0, this.used), memory);
    this.before += this.used + memory.length;
    this.buffer = Buffer.allocUnsafe(PIECE);
    this.used = 0;
  }

  /** Makes room and gives the place; it may change `buffer`, so it is called before `buffer` is read. */
  private room(size: number): number {
    const at = this.used;
    const needed = at + size;
    if (needed > this.buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
      this.buffer.copy(grown, 0, 0, at);
      this.buffer = grown;
    }
    this.used = needed;
    return at;
  }
}

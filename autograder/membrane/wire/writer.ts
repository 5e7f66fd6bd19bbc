/** Bytes written one after another into a buffer that grows. */
export class ByteWriter {
  private buffer: Buffer;
  private used = 0;

  constructor(size = 4096) {
    this.buffer = Buffer.allocUnsafe(size);
  }

  get length(): number {
    return this.used;
  }

  /** Forgets what was written and keeps the memory. */
  reset(): void {
    this.used = 0;
  }

  /** What was written so far: a view, good until the next write. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.used);
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
    const source = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const at = this.room(source.length);
    this.buffer.set(source, at);
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
    this.buffer.writeUInt32LE(value, at);
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

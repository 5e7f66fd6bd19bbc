import { ProtocolViolation } from "../failures.ts";

/** Bytes read one after another, each read checked against what is left: the other side is not trusted. */
export class ByteReader {
  private at = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.view.getUint8(this.take(1));
  }

  u32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  f64(): number {
    return this.view.getFloat64(this.take(8), true);
  }

  /** A copy of the next `size` bytes, in memory of its own (so that any typed array fits on it). */
  memory(size: number): ArrayBuffer {
    const from = this.take(size);
    const copy = new ArrayBuffer(size);
    new Uint8Array(copy).set(this.bytes.subarray(from, from + size));
    return copy;
  }

  text(maxBytes: number): string {
    const size = this.u32();
    if (size > maxBytes) throw new ProtocolViolation(`a text of ${size} bytes where at most ${maxBytes} are taken`);
    const from = this.take(size);
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, size).toString("utf8");
  }

  /** Everything must have been read: trailing bytes are no message of ours. */
  end(): void {
    if (this.left !== 0) throw new ProtocolViolation(`${this.left} bytes after the end of a message`);
  }

  private take(size: number): number {
    if (size > this.left) throw new ProtocolViolation(`a message ends ${size - this.left} bytes too early`);
    const from = this.at;
    this.at += size;
    return from;
  }
}

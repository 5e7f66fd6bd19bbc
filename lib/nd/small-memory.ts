/**
 * Memory for small arrays, cut from larger pieces as Node cuts small Buffers: a typed array with memory of its own costs a call to the
 * system's allocator and work for the garbage collector, 250 ns; a cut 20 ns. Layers written in loops make millions of small arrays.
 *
 * A piece is never used twice, so every cut is zero. It lives as long as one of its cuts does, at most 16 KB for a small array that is kept.
 */
const PIECE = 16 * 1024;

/** Arrays up to so many bytes are cut from pieces. */
export const SMALL = 1024;

class Pieces {
  private piece = new ArrayBuffer(PIECE);
  private used = 0;

  /** The place of so many free bytes, 8-byte aligned, in `current`. */
  cut(bytes: number): number {
    if (this.used + bytes > PIECE) {
      this.piece = new ArrayBuffer(PIECE);
      this.used = 0;
    }
    const at = this.used;
    this.used = at + ((bytes + 7) & ~7);
    return at;
  }

  get current(): ArrayBuffer {
    return this.piece;
  }
}

/** One for the process: what is left of the present piece. Nothing that anyone can read depends on it. */
const pieces = new Pieces();

export function smallFloat64(n: number): Float64Array {
  const at = pieces.cut(8 * n);
  return new Float64Array(pieces.current, at, n);
}

export function smallFloat32(n: number): Float32Array {
  const at = pieces.cut(4 * n);
  return new Float32Array(pieces.current, at, n);
}

export function smallInt32(n: number): Int32Array {
  const at = pieces.cut(4 * n);
  return new Int32Array(pieces.current, at, n);
}

export function smallUint8(n: number): Uint8Array {
  const at = pieces.cut(n);
  return new Uint8Array(pieces.current, at, n);
}

/** The geometry of sliding windows: how many fit, and how the library pads for them. */

/** The order of the axes of images: channels before the picture (PyTorch, the course) or after it (TensorFlow). */
export type ImageLayout = "NCHW" | "NHWC";

/** How a window moves over one axis. */
export interface Sliding {
  /** The length of the axis. */
  length: number;
  /** The length of the window. */
  window: number;
  stride: number;
  /** Zeros before and after. */
  pad: number;
}

/** How many places a window has: floor((length + 2 pad - window) / stride) + 1. */
export function places({ length, window, stride, pad }: Sliding): number {
  return Math.floor((length + 2 * pad - window) / stride) + 1;
}

/** Throws where a window does not fit or moves by less than one. */
export function checkSliding(name: string, what: string, sliding: Sliding): void {
  const { length, window, stride, pad } = sliding;
  if (!Number.isInteger(stride) || stride < 1)
    throw new RangeError(`${name}: expected a stride of 1 or more, got ${stride}`);
  if (!Number.isInteger(pad) || pad < 0) throw new RangeError(`${name}: expected a padding of 0 or more, got ${pad}`);
  if (places(sliding) >= 1) return;
  throw new RangeError(`${name}: a window of ${what} ${window} does not fit into ${length} with a padding of ${pad}`);
}

/** True where the padding is what TensorFlow calls SAME, for which it has its quickest routes. */
export function isSame(sliding: Sliding): boolean {
  const { length, window, stride, pad } = sliding;
  const count = Math.ceil(length / stride);
  const total = Math.max(0, (count - 1) * stride + window - length);
  return places(sliding) === count && total === 2 * pad;
}

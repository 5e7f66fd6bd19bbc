/** Many images in one picture: samples of a data set, the filters of a convolution, learned features. */
import { type ArrayView, elements } from "./elements.ts";
import { Picture } from "./picture.ts";

export interface ImageGridOptions {
  /** Images per row. Default: as square as possible. */
  columns?: number;
  /** Pixels of the picture per pixel of an image. Default: so that an image is about 64 wide, at least 1. */
  enlarge?: number;
  /** Pixels between images. Default 1 pixel of the images. */
  gap?: number;
  /** The values shown as black and white. `"each"` (default): every image's own range; `"all"`: the range of all. */
  range?: "each" | "all" | [black: number, white: number];
  /** Where the channels are. Default: the last axis if it has 1 or 3 places, else the one behind N. */
  channels?: "first" | "last";
}

/** N images of H x W pixels with C channels, values in (N, H, W, C) order. */
interface Stack {
  N: number;
  H: number;
  W: number;
  C: number;
  values: Float64Array;
}

/**
 * Lays images out in rows.
 *
 * @param images (N, C, H, W), (N, H, W, C), (N, H, W), or one image (H, W)
 */
export function imageGrid(images: ArrayView, options: ImageGridOptions = {}): Picture {
  const stack = stackOf(images, options.channels);
  const columns = options.columns ?? Math.ceil(Math.sqrt(stack.N));
  const gap = options.gap ?? 1;
  const rows = Math.ceil(stack.N / columns);
  const sheet = new Picture(columns * (stack.W + gap) - gap, rows * (stack.H + gap) - gap);
  sheet.rgb.fill(255);
  const common = options.range === "all" ? rangeOf(stack.values) : options.range;
  for (let n = 0; n < stack.N; n++) {
    const tile = tileOf(stack, n, Array.isArray(common) ? common : undefined);
    sheet.paste(tile, (n % columns) * (stack.W + gap), Math.floor(n / columns) * (stack.H + gap));
  }
  const enlarge = options.enlarge ?? Math.max(1, Math.round(64 / stack.W));
  return enlarge === 1 ? sheet : sheet.enlarged(enlarge);
}

/**
 * The first-layer filters of a network: (F, C, HH, WW) as a convolution has them, or (D, F) columns of a
 * fully-connected layer over images of `shape` [C, H, W].
 */
export function filterGrid(weights: ArrayView, options: ImageGridOptions & { shape?: number[] } = {}): Picture {
  if (weights.shape.length !== 2) return imageGrid(weights, { channels: "first", ...options });
  const [D, F] = weights.shape;
  const shape = options.shape ?? [1, Math.round(Math.sqrt(D)), Math.round(Math.sqrt(D))];
  if (shape.reduce((product, n) => product * n, 1) !== D) {
    throw new Error(
      `filterGrid: expected shape [C, H, W] of ${D} values for weights of shape (${D}, ${F}), got [${shape}]`,
    );
  }
  const [C, H, W] = shape.length === 3 ? shape : [1, ...shape];
  const [down, right] = weights.stride;
  const columns = { ...viewFields(weights), shape: [F, C, H, W], stride: [right, down * H * W, down * W, down] };
  return imageGrid(columns, { channels: "first", ...options });
}

function viewFields({ data, offset }: ArrayView) {
  return { data, offset };
}

/** Brings the axes to (N, H, W, C). */
function stackOf(images: ArrayView, channels?: "first" | "last"): Stack {
  const { shape, stride, data, offset } = images;
  const wrong = `imageGrid: expected images of shape (N, C, H, W), (N, H, W, C), (N, H, W) or (H, W)`;
  if (shape.length < 2 || shape.length > 4) throw new Error(`${wrong}, got (${shape.join(", ")})`);
  const first = shape.length === 4 && (channels ?? (isColour(shape[3]) ? "last" : "first")) === "first";
  const axes = shape.length === 4 ? (first ? [0, 2, 3, 1] : [0, 1, 2, 3]) : shape.length === 3 ? [0, 1, 2] : [-1, 0, 1];
  const pick = (values: readonly number[], missing: number) =>
    [...axes, ...(axes.length === 3 ? [-1] : [])].map((axis) => (axis < 0 ? missing : values[axis]));
  const [N, H, W, C] = pick(shape, 1);
  return { N, H, W, C, values: elements({ data, offset, shape: [N, H, W, C], stride: pick(stride, 0) }) };
}

function isColour(channels: number): boolean {
  return channels === 1 || channels === 3;
}

/** One image as a picture; channels beyond three are left out, two or one are gray by the first. */
function tileOf({ H, W, C, values }: Stack, n: number, range?: number[]): Picture {
  const pixels = values.subarray(n * H * W * C, (n + 1) * H * W * C);
  const [black, white] = range ?? rangeOf(pixels);
  const scale = white > black ? 255 / (white - black) : 0;
  const tile = new Picture(W, H);
  for (let i = 0; i < H * W; i++) {
    for (let c = 0; c < 3; c++) {
      const level = (pixels[i * C + (C >= 3 ? c : 0)] - black) * scale;
      tile.rgb[i * 3 + c] = Math.max(0, Math.min(255, Math.round(level)));
    }
  }
  return tile;
}

/** The least and greatest finite value. */
function rangeOf(values: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** A raster image that draws itself in a notebook as PNG. */
import { writeFileSync } from "node:fs";
import { decode, encode } from "fast-png";

/** H x W pixels of 3 bytes, row by row. */
export class Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
  #png: Uint8Array | undefined;

  constructor(width: number, height: number, rgb: Uint8Array = new Uint8Array(width * height * 3)) {
    if (rgb.length !== width * height * 3) {
      throw new Error(
        `Picture: expected ${width * height * 3} bytes for ${width} x ${height} pixels, got ${rgb.length}`,
      );
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** The picture as the bytes of a PNG file. */
  get png(): Uint8Array {
    this.#png ??= encode({ width: this.width, height: this.height, data: this.rgb, channels: 3, depth: 8 });
    return this.#png;
  }

  /** Every pixel as a square of `factor` x `factor` pixels, without smoothing. */
  enlarged(factor: number): Picture {
    const out = new Picture(this.width * factor, this.height * factor);
    for (let y = 0; y < out.height; y++) {
      for (let x = 0; x < out.width; x++) {
        const from = (Math.floor(y / factor) * this.width + Math.floor(x / factor)) * 3;
        out.rgb.set(this.rgb.subarray(from, from + 3), (y * out.width + x) * 3);
      }
    }
    return out;
  }

  /** Copies another picture to a place in this one. */
  paste(other: Picture, left: number, top: number): void {
    for (let y = 0; y < other.height; y++) {
      const row = other.rgb.subarray(y * other.width * 3, (y + 1) * other.width * 3);
      this.rgb.set(row, ((top + y) * this.width + left) * 3);
    }
  }

  /** Writes a PNG file. */
  save(path: string): void {
    writeFileSync(path, this.png);
  }

  /** What a Jupyter front end shows. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const text = `Picture ${this.width} x ${this.height}`;
    return { "text/plain": text, "image/png": Buffer.from(this.png).toString("base64") };
  }
}

/** Reads the bytes of a PNG file (gray, with palette or with alpha too; alpha is dropped, 16 bits become 8). */
export function readPng(bytes: Uint8Array): Picture {
  const { width, height, data, channels, depth, palette } = decode(bytes);
  const rgb = new Uint8Array(width * height * 3);
  const scale = depth === 16 ? 257 : 1;
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2]; // gray pictures have one channel, and perhaps alpha
  for (let i = 0; i < width * height; i++) {
    if (palette) {
      rgb.set(palette[data[i]].slice(0, 3), i * 3);
      continue;
    }
    rgb[i * 3] = data[i * channels] / scale;
    rgb[i * 3 + 1] = data[i * channels + green] / scale;
    rgb[i * 3 + 2] = data[i * channels + blue] / scale;
  }
  return new Picture(width, height, rgb);
}

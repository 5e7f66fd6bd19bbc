/** Two made pictures to look at through filters: a house under a hill, and balls on a striped cloth. */
import type { NdArray } from "gradlab/lib";
import { arrayOf } from "../array.ts";

type Colour = readonly [red: number, green: number, blue: number];

/** The colour of a point; x to the right and y downwards, both in [0, 1). */
type Painter = (x: number, y: number) => Colour;

/**
 * Two pictures (2, 3, side, side), float64 in 0..255, with smooth slopes, straight edges in several directions and round
 * ones: enough to see what a grayscale, an edge or a blurring filter does.
 */
export function getPictures(options: { side?: number } = {}): NdArray {
  const { side = 200 } = options;
  const painters = [house, balls];
  const out = new Float64Array(painters.length * 3 * side * side);
  painters.forEach((paint, n) => {
    for (let i = 0; i < side * side; i++) {
      const colour = paint((i % side) / side, Math.floor(i / side) / side);
      for (let c = 0; c < 3; c++) out[(n * 3 + c) * side * side + i] = Math.max(0, Math.min(255, colour[c]));
    }
  });
  return arrayOf(out, [painters.length, 3, side, side]);
}

const house: Painter = (x, y) => {
  const [u, v] = [Math.abs(x - 0.36), y - 0.55];
  const roof = v < 0 && v > -0.18 && u < 0.2 * (1 + v / 0.18) + 0.02;
  const wall = v >= 0 && v < 0.28 && u < 0.17;
  const window = wall && Math.abs(u - 0.09) < 0.035 && v > 0.06 && v < 0.13;
  const door = wall && u < 0.035 && v > 0.14;
  if (window) return [250, 235, 150];
  if (door) return [90, 50, 30];
  if (wall) return [205, 185 - 60 * v, 160];
  if (roof) return [150, 45 + 300 * Math.abs(v), 40];
  if (Math.hypot(x - 0.8, y - 0.2) < 0.09) return [255, 225, 90];
  const hill = 0.72 - 0.16 * Math.sin(3.2 * x + 0.4);
  if (y > 0.83) return [70 + 40 * Math.sin(60 * x), 140, 60];
  return y > hill ? [60 + 60 * y, 120 + 40 * (1 - y), 80] : [120 + 90 * y, 170 + 60 * y, 240];
};

const BALLS = [
  { x: 0.34, y: 0.6, r: 0.2, colour: [225, 70, 60] },
  { x: 0.68, y: 0.66, r: 0.15, colour: [60, 110, 215] },
  { x: 0.58, y: 0.36, r: 0.11, colour: [235, 190, 60] },
] as const;

const balls: Painter = (x, y) => {
  for (const { x: left, y: top, r, colour } of BALLS) {
    const [u, v] = [(x - left) / r, (y - top) / r];
    const depth = 1 - u * u - v * v;
    if (depth <= 0) continue;
    const light = Math.max(0.15, (-0.5 * u - 0.6 * v + 0.65 * Math.sqrt(depth)) / 1.02);
    return colour.map((level) => level * light + 70 * light ** 12) as unknown as Colour;
  }
  const stripe = Math.floor((x + 0.6 * y) * 9) % 2 === 0;
  return y < 0.3 ? [175, 165, 150 + 60 * y] : stripe ? [235, 230, 220] : [150, 165, 150];
};

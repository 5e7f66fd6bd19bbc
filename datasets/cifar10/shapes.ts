/**
 * The ten classes of the stand-in: for each a shape, a hue and a grating. Shapes are given as a test of a point
 * (u, v) in the shape's own frame, where the shape fills about [-1, 1] in both directions.
 */
export interface SyntheticClass {
  name: string;
  inside: (u: number, v: number) => boolean;
  /** The class's tint of the shape: -1..1 for red, green and blue. */
  tint: readonly [number, number, number];
  /** The ground's grating: direction in units of pi, and cycles per image. */
  angle: number;
  cycles: number;
}

const { abs, max, min, sqrt } = Math; // hot loop: see draw.ts
const radius = (u: number, v: number) => sqrt(u * u + v * v);

export const SYNTHETIC_CLASSES: readonly SyntheticClass[] = [
  { name: "disk", inside: (u, v) => radius(u, v) < 0.9, tint: [1, -0.6, -0.4], angle: 0, cycles: 3 },
  { name: "ring", inside: (u, v) => abs(radius(u, v) - 0.75) < 0.25, tint: [0.7, 0.5, -1], angle: 0.2, cycles: 5 },
  {
    name: "square",
    inside: (u, v) => max(abs(u), abs(v)) < 0.8,
    tint: [-1, 0.5, 0.5],
    angle: 0.5,
    cycles: 3,
  },
  { name: "diamond", inside: (u, v) => abs(u) + abs(v) < 1, tint: [-0.5, 1, -0.6], angle: 0.75, cycles: 5 },
  {
    name: "plus",
    inside: (u, v) => min(abs(u), abs(v)) < 0.28,
    tint: [0.3, -1, 0.7],
    angle: 0.25,
    cycles: 3,
  },
  {
    name: "cross",
    inside: (u, v) => abs(abs(u) - abs(v)) < 0.35,
    tint: [-0.5, -0.5, 1],
    angle: 0.5,
    cycles: 6,
  },
  { name: "bar", inside: (_u, v) => abs(v) < 0.35, tint: [1, 0.2, -0.2], angle: 0.75, cycles: 3 },
  { name: "pillar", inside: (u) => abs(u) < 0.35, tint: [-0.2, 0.2, 1], angle: 0, cycles: 6 },
  {
    name: "wedge",
    inside: (u, v) => v > -0.8 && v < 0.8 && abs(u) < (v + 0.8) / 1.6,
    tint: [0.2, 1, 0.2],
    angle: 0.25,
    cycles: 6,
  },
  {
    name: "pair",
    inside: (u, v) => radius(abs(u) - 0.55, v) < 0.45,
    tint: [0.8, -0.4, 0.8],
    angle: 0.9,
    cycles: 4,
  },
];

/**
 * The stand-in for natural image patches: light that changes slowly, edges and bars at all places and directions, a
 * little noise: what makes an autoencoder on photographs find edge detectors. Same h5 layout as the course's file.
 */
import { DEFAULT_SEED, Draw, type Seed } from "../draw.ts";
import { encodeH5 } from "../formats/h5.ts";

export const PATCH = { channels: 3, side: 16 };
const SIZE = PATCH.channels * PATCH.side ** 2;

const { cos, max, min, sin, tanh } = Math; // hot loop: see draw.ts

/** The stand-in's file: data (N, 3, 16, 16), float64 in [0, 1]. */
export async function makeSyntheticPatches(
  options: { count?: number; seed?: Seed } = {},
): Promise<Map<string, Uint8Array>> {
  const { count = 4000, seed = DEFAULT_SEED } = options;
  const draw = new Draw(seed);
  const data = new Float64Array(count * SIZE);
  for (let n = 0; n < count; n++) drawPatch(draw, data.subarray(n * SIZE, (n + 1) * SIZE));
  return new Map([["patches.h5", await encodeH5({ data: { data, shape: [count, 3, 16, 16] } })]]);
}

/** One patch: a sum of soft edges and bars over a slope; a hot loop. */
function drawPatch(draw: Draw, out: Float64Array): void {
  const edges = Array.from({ length: 1 + draw.below(3) }, () => drawEdge(draw));
  const slope = [draw.normal(0, 0.01), draw.normal(0, 0.01)];
  const light = draw.uniform(0.3, 0.7);
  const tint = [draw.normal(0, 0.06), draw.normal(0, 0.06), draw.normal(0, 0.06)];
  for (let y = 0; y < PATCH.side; y++) {
    for (let x = 0; x < PATCH.side; x++) {
      let value = light + slope[0] * (x - 7.5) + slope[1] * (y - 7.5);
      for (const { nx, ny, place, height, soft, width } of edges) {
        const distance = nx * (x - 7.5) + ny * (y - 7.5) - place;
        value += height * (width > 0 ? tanh(distance / soft) - tanh((distance - width) / soft) : tanh(distance / soft));
      }
      for (let c = 0; c < 3; c++) {
        const level = value + tint[c] + draw.normal(0, 0.015);
        out[c * 256 + y * 16 + x] = max(0, min(1, level));
      }
    }
  }
}

/** An edge (width 0) or a bar: its direction, its place, how strong and how soft it is. */
function drawEdge(draw: Draw) {
  const angle = draw.uniform(0, 2 * Math.PI);
  return {
    nx: cos(angle),
    ny: sin(angle),
    place: draw.uniform(-7, 7),
    height: draw.normal(0, 0.16),
    soft: draw.uniform(0.5, 2.5),
    width: draw.chance(0.5) ? draw.uniform(1.5, 4) : 0,
  };
}

/** Colour patches for the autoencoder: made, the course's h5 file, or cut from photographs. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type NdArray, type Picture, readPng } from "gradlab/lib";
import { arrayOf } from "../array.ts";
import { DEFAULT_SEED, Draw, type Seed } from "../draw.ts";
import { DataFileError } from "../error.ts";
import { cachedFilesAsync, cacheName, dataFolders, findData } from "../folder.ts";
import { readH5 } from "../formats/h5.ts";
import { type Source, sourceOf } from "../source.ts";
import { makeSyntheticPatches } from "./synthetic.ts";

export interface PatchOptions {
  /** `"synthetic"` (the default, or GRADLAB_DATA); `"real"`: the course's patches.h5, else PNG photographs in kodak/. */
  source?: Source;
  /** How many patches; default 4000 made or cut, all of the file. */
  count?: number;
  /** Of the stand-in, or of the places that are cut. Default 231. */
  seed?: Seed;
}

/**
 * Loads patches (N, 3, 16, 16), float64: colours in [0, 1], or as the course's file has them.
 *
 * @throws DataFileError where the real files are missing or not what they should be
 */
export async function getPatches(options: PatchOptions = {}): Promise<NdArray> {
  const { seed = DEFAULT_SEED, count } = options;
  if (sourceOf(options.source) === "real") return realPatches(count, seed);
  const set = cacheName("patches-synthetic-2", seed, count ?? 4000);
  const files = await cachedFilesAsync(set, ["patches.h5"], () => makeSyntheticPatches({ count, seed }));
  return readPatchesH5(files.get("patches.h5")!, "synthetic patches.h5");
}

/** Reads the course's layout: data (N, 3, 16, 16). */
export async function readPatchesH5(bytes: Uint8Array, name = "patches.h5"): Promise<NdArray> {
  const { data } = await readH5(bytes, name, { data: [undefined, 3, 16, 16] });
  return arrayOf(Float64Array.from(data.data), data.shape);
}

/** Cuts patches at random places of a picture that is halved first, so that a patch sees more than grain. */
export function cutPatches(pictures: Picture[], count: number, seed: Seed): NdArray {
  const draw = new Draw(seed);
  const out = new Float64Array(count * 768);
  for (let n = 0; n < count; n++) {
    const picture = draw.pick(pictures);
    const [left, top] = [
      draw.below(Math.floor(picture.width / 2) - 15),
      draw.below(Math.floor(picture.height / 2) - 15),
    ];
    for (let i = 0; i < 768; i++) out[n * 768 + i] = halved(picture, left + (i % 16), top + ((i >> 4) % 16), i >> 8);
  }
  return arrayOf(out, [count, 3, 16, 16]);
}

async function realPatches(count: number | undefined, seed: Seed): Promise<NdArray> {
  const path = findData(["patches/patches.h5", "patches/assign3_data1.h5"]);
  if (path) {
    const all = await readPatchesH5(readFileSync(path), path);
    return count === undefined ? all : all.slice(`:${count}`);
  }
  const photographs = dataFolders()
    .map((folder) => pngsIn(join(folder, "kodak")))
    .find((found) => found.length > 0);
  if (photographs)
    return cutPatches(
      photographs.map((file) => readPng(readFileSync(file))),
      count ?? 4000,
      seed,
    );
  const where = `patches/patches.h5, or PNG photographs in kodak/, in ${dataFolders().join(" or ")}`;
  throw new DataFileError("patches", where, "neither", 'put them there, or use { source: "synthetic" }');
}

function pngsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".png"))
    .sort()
    .map((name) => join(folder, name));
}

/** One colour of a pixel of the picture at half its size: the mean of four, in [0, 1]. */
function halved({ rgb, width }: Picture, x: number, y: number, c: number): number {
  const at = (2 * y * width + 2 * x) * 3 + c;
  return (rgb[at] + rgb[at + 3] + rgb[at + width * 3] + rgb[at + width * 3 + 3]) / (4 * 255);
}

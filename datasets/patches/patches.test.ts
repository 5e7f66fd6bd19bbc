import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Picture } from "gradlab/lib";
import { encodeH5 } from "../formats/h5.ts";
import { testOnReal } from "../real-data.fixture.ts";
import { cutPatches, getPatches, readPatchesH5 } from "./patches.ts";

const saved = { ...process.env };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-patches-"));
  process.env.GRADLAB_CACHE = folder;
});
afterAll(() => {
  process.env = { ...saved };
  rmSync(folder, { recursive: true, force: true });
});

test("the stand-in: colours in [0, 1] whose neighbours are alike, as in photographs", async () => {
  const patches = await getPatches({ count: 200 });
  expect(patches.shape).toEqual([200, 3, 16, 16]);
  expect(patches.min()).toBeGreaterThanOrEqual(0);
  expect(patches.max()).toBeLessThanOrEqual(1);
  const step = patches
    .slice(":", ":", ":", "1:")
    .sub(patches.slice(":", ":", ":", ":-1"))
    .abs()
    .mean();
  expect(step).toBeLessThan(patches.std() / 2);
});

test("the course's layout", async () => {
  const data = { data: Float64Array.from({ length: 2 * 768 }, (_, i) => i), shape: [2, 3, 16, 16] };
  const patches = await readPatchesH5(await encodeH5({ data }));
  expect([patches.get(0, 0, 0, 1), patches.get(1, 2, 15, 15)]).toEqual([1, 1535]);
  const gray = { data: new Float64Array(256), shape: [1, 16, 16] };
  await expect(readPatchesH5(await encodeH5({ data: gray }))).rejects.toThrow(
    /shape \(any, 3, 16, 16\), got \(1, 16, 16\)/,
  );
});

test("patches are cut from pictures at half size", () => {
  const picture = new Picture(32, 32);
  for (let i = 0; i < 32 * 32; i++) picture.rgb.set([(i % 32) * 8, 51, 255], i * 3);
  const patches = cutPatches([picture], 2, 1);
  expect([patches.get(0, 1, 3, 4), patches.get(1, 2, 0, 0)]).toEqual([0.2, 1]);
  expect(patches.get(0, 0, 0, 3)).toBeCloseTo((6.5 * 8) / 255, 12);
});

testOnReal("photographs", "kodak/kodim01.png", async () => {
  const patches = await getPatches({ source: "real", count: 100 });
  expect(patches.shape).toEqual([100, 3, 16, 16]);
  expect(patches.std()).toBeGreaterThan(0.05);
});

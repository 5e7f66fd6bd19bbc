import { getPictures } from "./pictures.ts";

test("two colour pictures with slopes and with edges in both directions", () => {
  const pictures = getPictures({ side: 64 });
  expect(pictures.shape).toEqual([2, 3, 64, 64]);
  expect(pictures.min()).toBeGreaterThanOrEqual(0);
  expect(pictures.max()).toBeLessThanOrEqual(255);
  for (const n of [0, 1]) {
    const gray = pictures.slice(n).mean(0);
    expect(gray.slice("1:").sub(gray.slice(":-1")).abs().max()).toBeGreaterThan(50);
    expect(gray.slice(":", "1:").sub(gray.slice(":", ":-1")).abs().max()).toBeGreaterThan(50);
  }
});

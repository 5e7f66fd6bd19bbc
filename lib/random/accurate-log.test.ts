import { accurateLog } from "./accurate-log.ts";

/** From mpmath with 200 bits. Math.log of V8 misses the first eight by one unit in the last place. */
const NEAREST: [number, number][] = [
  [0.6229016948897019, -0.47336656575977026],
  [0.29878889785386775, -1.2080179821906494],
  [0.3013591007694625, -1.1994526995108783],
  [0.8185180746470708, -0.20025979976715305],
  [0.36618447584186054, -1.0046180402076013],
  [0.17747777550498856, -1.728909886328495],
  [0.16152946442461624, -1.8230677107023048],
  [0.3384787602731607, -1.0832939352065505],
  [0.9989560472652447, -0.0010444980329549272],
  [0.9999050537850379, -9.495072263928298e-5],
  [0.9999992874187338, -7.125815201018017e-7],
  [0.999999999999965, -3.4972025275693043e-14],
  [0.0008994670595788688, -7.013708126057065],
  [7.411133149376898e-16, -34.83837813864475],
  [2.0257645085263915e-31, -70.67419071843058],
];

test.each(NEAREST)("log %d is the nearest double", (x, log) => {
  expect(accurateLog(x)).toBe(log);
});

test("over all of (0, 1) it is within one unit in the last place of Math.log", () => {
  for (let i = 1; i < 20_000; i++) {
    const x = (i / 20_000) ** 3;
    const log = Math.log(x);
    expect(Math.abs(accurateLog(x) - log)).toBeLessThanOrEqual(Math.abs(log) * 2 ** -52);
  }
});

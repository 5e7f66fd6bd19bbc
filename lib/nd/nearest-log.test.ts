import { nd } from "../index.ts";
import { nearestLog } from "./nearest-log.ts";

/** From mpmath with 200 bits; Math.log of V8 gives a neighbour for the first two. */
test.each([
  [0.6229016948897019, -0.47336656575977026],
  [0.29878889785386775, -1.2080179821906494],
  [1, 0],
  [Math.E, 1],
  [2 ** 1000, 693.1471805599454],
])("log %d is the nearest double, alone and in an array", (x, log) => {
  expect(nearestLog(x)).toBe(log);
  expect(nd.log([x, 1]).get(0)).toBe(log);
});

test("the ends of the range", () => {
  expect([0, -0, -1, Infinity, NaN].map(nearestLog)).toEqual([-Infinity, -Infinity, NaN, Infinity, NaN]);
  expect(nearestLog(5e-324)).toBe(Math.log(5e-324));
});

test("above 1 it is within one unit in the last place of Math.log", () => {
  for (let i = 1; i < 20_000; i++) {
    const x = 1 + (i / 100) ** 3;
    expect(Math.abs(nearestLog(x) - Math.log(x))).toBeLessThanOrEqual(Math.log(x) * 2 ** -52);
  }
});

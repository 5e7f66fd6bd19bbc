import { durationMs, lateness, pointsAfterLateness } from "./late.ts";

const HOUR = 3_600_000;
const rule = { perDay: 10, graceMs: HOUR, cap: 35, acceptDays: 5 };
const due = Date.UTC(2027, 2, 1, 23, 59);

test.each([
  ["before the deadline", -1, 0, 0, true],
  ["within the grace time", HOUR, 0, 0, true],
  ["after it: the first day is begun", HOUR + 1, 1, 10, true],
  ["exactly one day", 24 * HOUR, 1, 10, true],
  ["a second day begun", 24 * HOUR + 1, 2, 20, true],
  ["the cap", 4 * 24 * HOUR, 4, 35, true],
  ["no longer accepted", 5 * 24 * HOUR + 1, 6, 35, false],
])("%s", (_title, after, days, percent, accepted) => {
  expect(lateness(rule, due, due + after)).toEqual({ days, percent, accepted });
});

test("without a deadline nothing is late", () => {
  expect(lateness(rule, undefined, due)).toEqual({ days: 0, percent: 0, accepted: true });
});

test("points are kept to the cent", () => {
  expect(pointsAfterLateness(9.95, { days: 1, percent: 10, accepted: true })).toBe(8.96);
  expect(pointsAfterLateness(10, { days: 6, percent: 35, accepted: false })).toBe(0);
});

test("durations", () => {
  expect([durationMs("15m"), durationMs("2h"), durationMs("1.5d")]).toEqual([900_000, 7_200_000, 129_600_000]);
  expect(() => durationMs("1w")).toThrow(/expected a duration/);
});

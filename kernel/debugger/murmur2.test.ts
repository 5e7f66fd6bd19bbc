import { murmur2 } from "./murmur2.ts";

// From ipykernel's murmur2_x86, by which JupyterLab's own hash is checked.
test.each([
  ["", 3990065800],
  ["a", 2167009006],
  ["ab", 2805137849],
  ["abc", 3350977461],
  ["abcd", 804720481],
  ["const x: number = 1;\n// é", 4006663130],
  ["x".repeat(1001), 2469510316],
])("the hash of %j is ipykernel's", (text, expected) => {
  expect(murmur2(text, 0xc70f6907)).toBe(expected);
});

import { expect, test } from "@jest/globals";
import { isPlain } from "./plain.ts";

test.each(["1+1", "'text'", "(1 + 2) * -3 / 4", "console.log('a', 1, `b`)", "[1, 'a']", "true", "// nothing"])(
  "%s is plain",
  (source) => {
    expect(isPlain(source)).toBe(true);
  },
);

test.each([
  "x",
  "1 + 'a' * 2",
  "-'a'",
  "console.lag(1)",
  "const a = 1",
  "'a'.b",
  "1n + 1",
  "console.log(x)",
  "[,]",
  "f()",
  "1 +",
])("%s needs the checker", (source) => {
  expect(isPlain(source)).toBe(false);
});

import { expect, test } from "@jest/globals";
import { isComplete } from "./is-complete.ts";

test.each([
  ["1 + 1", "complete"],
  ["const f = (x: number) => {\n  return x\n}", "complete"],
  ["await fetch('x')", "complete"],
  ["", "complete"],
  ["'a(b'", "complete"],
  ["// remark (", "complete"],
  ["!ls", "complete"],
  ["%time 1 + 1", "complete"],
  ["const a = = 1", "invalid"],
  ["f(1))", "invalid"],
  ["let x = 'open", "invalid"],
  ["class A { foo( }", "invalid"],
])("%s is %s", (source, status) => {
  expect(isComplete(source)).toEqual({ status });
});

test.each([
  ["function f() {", 1],
  ["const a = [1,\n  { b: 2,", 2],
  ["if (x) {\n  y()\n} else {", 1],
  ["const t = `text", 0],
  ["/* remark", 0],
  ["x +", 0],
  ["foo.", 0],
  ["const a =", 0],
  ["f(`a${", 2],
  ["for (const x of", 1],
  ["class A {\n  m() {", 2],
  ["%time f(", 1],
])("%s waits for more, %d deep", (source, depth) => {
  expect(isComplete(source)).toEqual({ status: "incomplete", indent: "  ".repeat(depth) });
});

import type { NdArray } from "./array.ts";
import { apply, type Rule } from "./elementwise.ts";
import type { Operand } from "./operand.ts";

/** `rtol` relative to |y|, `atol` absolute; NaNs are equal only with `equalNan`. */
export interface Tolerance {
  rtol?: number;
  atol?: number;
  equalNan?: boolean;
}

function closeRule({ rtol = 1e-5, atol = 1e-8, equalNan = false }: Tolerance): Rule {
  const near = `x===y|Math.abs(x-y)<=${atol}+${rtol}*Math.abs(y)&y-y===0`;
  return { name: "isclose", returns: () => "bool", expression: equalNan ? `${near}|(x!==x&y!==y)` : near };
}

/** True where |x - y| <= atol + rtol * |y|. @see https://numpy.org/doc/stable/reference/generated/numpy.isclose.html */
export function isclose(x: Operand, y: Operand, tolerance: Tolerance = {}): NdArray {
  return apply(closeRule(tolerance), [x, y]);
}

/** Whether all elements are close: |x - y| <= 1e-8 + 1e-5 |y|. @see https://numpy.org/doc/stable/reference/generated/numpy.allclose.html */
export function allclose(x: Operand, y: Operand, tolerance: Tolerance = {}): boolean {
  return isclose(x, y, tolerance).all();
}

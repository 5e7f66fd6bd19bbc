import { type NdArray, nd } from "gradlab/lib";
import { typed, type WireArray } from "./array.ts";

/** The library's array over what came. */
export function makeArray(array: WireArray): NdArray {
  return nd.asarray(typed(array), array.dtype).reshape(array.shape);
}

/**
 * Names under which the library's arrays compute, and hardly anything else does. A check that writes
 * `model.params.W1.std()` asks an array of ours for its spread; a student's object with a method `std` would answer
 * whatever the check wants to hear. Names that other classes have as well (`add`, `get`, `step`, `copy`) are not here.
 */
const METHODS = [
  "matmul dot sum prod max min mean var std argmax argmin cumsum argsort nonzero repeat",
  "sub mul div pow mod floorDivide neg iadd isub imul idiv ipow gt ge lt le eq ne",
  "exp sqrt tanh abs sign square floor ceil maximum minimum clip",
  "slice addAt reshape transpose swapaxes expandDims squeeze ravel flatten astype toArray",
].flatMap((line) => line.split(" "));

const NAMES: ReadonlySet<PropertyKey> = new Set(METHODS);

/** Whether a student's object poses as an array by having `value` under the name `key`. */
export function posesAsArray(key: PropertyKey, value: unknown): boolean {
  return key === "T" || (typeof value === "function" && NAMES.has(key));
}

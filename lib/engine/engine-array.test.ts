import { EngineChoice } from "./choose.ts";
import type { EngineArray } from "./engine-array.ts";
import type { NativeEngine } from "./native-engine.ts";

const engine = new EngineChoice("tensorflow").load() as NativeEngine;

function squares(values: number[], dtype: "float64" | "float32" = "float64"): EngineArray {
  const memory = dtype === "float64" ? Float64Array.from(values) : Float32Array.from(values);
  return engine.compute(dtype, (tensors) => {
    return tensors.hold(tensors.run("Square", [tensors.put(memory, [values.length])]), [values.length]);
  });
}

test("keeps digits that float32 would lose", () => {
  const out = engine.compute("float64", (tensors) => {
    const a = tensors.put(Float64Array.of(1, 1e-12), [1, 2]);
    const b = tensors.put(Float64Array.of(15, 3), [2, 1]);
    return tensors.get(tensors.run("MatMul", [a, b], { transpose_a: false, transpose_b: false }));
  });
  expect(out[0]).toBe(15.000000000003);
});

test.each(["float64", "float32"] as const)("elements in %s come home once, for all who share them", (dtype) => {
  const array = squares([1, 2, 3], dtype);
  expect(array.id).toBeDefined();
  const home = array.read();
  expect(Array.from(home)).toEqual([1, 4, 9]);
  expect(array.id).toBeUndefined();
  expect(array.read()).toBe(home);
});

test("a write puts another tensor in the place of the first", () => {
  const array = squares([1, 2]);
  engine.compute("float64", (tensors) => {
    const id = tensors.run("Neg", [array.id as number]);
    tensors.release(id);
    array.replace(id);
  });
  expect(Array.from(array.read())).toEqual([-1, -4]);
});

test("a computation leaves no tensor behind, not even when it fails", () => {
  const before = engine.binding.getNumOfTensors();
  for (let i = 0; i < 50; i++) squares([i]).read();
  expect(() =>
    engine.compute("float64", (tensors) => tensors.run("MatMul", [tensors.put(new Float64Array(6), [2, 3])])),
  ).toThrow();
  expect(engine.binding.getNumOfTensors()).toBe(before);
});

test("arrays that nobody can reach are let go of inside one synchronous loop", () => {
  const big = new Float64Array(1e6).fill(2);
  const kept: EngineArray[] = [];
  let most = 0;
  for (let step = 0; step < 300; step++) {
    const array = engine.compute("float64", (tensors) => {
      return tensors.hold(tensors.run("Square", [tensors.put(big, [1e6])]), [1e6]);
    });
    if (step % 50 === 0) kept.push(array);
    most = Math.max(most, engine.store.size);
  }
  expect(most).toBeLessThan(850e6);
  for (const array of kept) expect(array.read()[0]).toBe(4);
});

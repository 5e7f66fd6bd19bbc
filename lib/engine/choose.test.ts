import { EngineChoice } from "./choose.ts";

test("small work never loads the library, however much of it comes", () => {
  const choice = new EngineChoice("");
  for (let i = 0; i < 100_000; i++) expect(choice.for(1000).name).toBe("typescript");
});

test("the library is loaded when as much has been computed as loading costs", () => {
  const choice = new EngineChoice("");
  expect(choice.for(60_000_000).name).toBe("typescript");
  expect(choice.for(60_000_000).name).toBe("tensorflow");
  expect(choice.for(100_000).name).toBe("tensorflow");
});

test("GRADLAB_ENGINE forces an engine", () => {
  expect(new EngineChoice("typescript").for(1e12).name).toBe("typescript");
  expect(new EngineChoice("tensorflow").for(1e6).name).toBe("tensorflow");
  expect(() => new EngineChoice("numpy")).toThrow('GRADLAB_ENGINE: expected "typescript" or "tensorflow", got "numpy"');
});

test("no tensor stays behind", () => {
  const native = new EngineChoice("tensorflow").load();
  if (!native) throw new Error("expected the native engine: run `node setup/engine.mjs`");
  const before = native.binding.getNumOfTensors();
  const a = new Float64Array(100).fill(1);
  for (let i = 0; i < 100; i++) native.matmul(a, a, { m: 10, k: 10, n: 10 });
  expect(() => native.matmul(a, a, { m: 10, k: 10, n: 11 })).toThrow();
  expect(native.binding.getNumOfTensors()).toBe(before);
});

import { EngineChoice } from "./choose.ts";

test("a process with little to compute never loads the library", () => {
  const choice = new EngineChoice("");
  for (let i = 0; i < 10_000; i++) expect(choice.native(5000)).toBeUndefined();
  expect(choice.loaded).toBe(false);
});

test("the library is loaded when as much has been computed as loading costs", () => {
  const choice = new EngineChoice("");
  expect(choice.native(80e6)).toBeUndefined();
  expect(choice.native(80e6)?.name).toBe("tensorflow");
  expect(choice.native(10_000)?.name).toBe("tensorflow");
});

test("GRADLAB_ENGINE forces an engine", () => {
  expect(new EngineChoice("typescript").native(1e12)).toBeUndefined();
  expect(new EngineChoice("tensorflow").native(1)?.name).toBe("tensorflow");
  expect(() => new EngineChoice("numpy")).toThrow('GRADLAB_ENGINE: expected "typescript" or "tensorflow", got "numpy"');
});

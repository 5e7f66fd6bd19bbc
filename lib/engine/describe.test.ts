import { EngineChoice } from "./choose.ts";
import { describeEngine } from "./describe.ts";

test("names the library and its version", () => {
  const report = describeEngine(new EngineChoice("tensorflow"));
  expect(report.engine).toBe("tensorflow");
  expect(report.detail).toMatch(
    /^libtensorflow \d+\.\d+\.\d+ through @tensorflow\/tfjs-node \d.*, and our own kernels$/,
  );
  expect(report.mend).toBeUndefined();
});

test("says that TypeScript was asked for, and how to undo it", () => {
  const report = describeEngine(new EngineChoice("typescript"));
  expect(report).toEqual({
    engine: "typescript",
    detail: "plain TypeScript, asked for by GRADLAB_ENGINE",
    mend: "unset GRADLAB_ENGINE to use the native engine",
  });
});

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import * as nd from "../nd/index.ts";
import { fromTensor, toTensor } from "./tensors.ts";

/** Runs a few lines with the built library and the real TensorFlow.js, and answers the JSON that they print. */
function inNode(lines: string): unknown {
  const root = join(import.meta.dirname, "..", "..");
  const program = `
    import { fromTensor, loadTensorFlow, nd, toTensor } from "gradlab/lib";
    const tf = await loadTensorFlow();
    const print = (value) => console.log(JSON.stringify(value));
    ${lines}`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd: root, stdio: "pipe" });
  return JSON.parse(output.toString());
}

test("shape, values and kinds survive the way there and back", () => {
  const seen = inNode(`
    const arrays = [nd.array([[1.5, 2], [3, 4]]), nd.array([[1, 2]], "int32"), nd.array([true, false]), nd.array(7, "float32")];
    print(arrays.map((x) => {
      const t = toTensor(tf, x);
      const back = fromTensor(t);
      return [t.dtype, t.shape, t.arraySync(), back.dtype, back.shape, back.toArray()];
    }));`);
  expect(seen).toEqual([
    [
      "float32",
      [2, 2],
      [
        [1.5, 2],
        [3, 4],
      ],
      "float32",
      [2, 2],
      [
        [1.5, 2],
        [3, 4],
      ],
    ],
    ["int32", [1, 2], [[1, 2]], "int32", [1, 2], [[1, 2]]],
    ["bool", [2], [1, 0], "bool", [2], expect.anything()],
    ["float32", [], 7, "float32", [], 7],
  ]);
});

test("a tensor does not see what is written to the array later, nor the array what happens to the tensor", () => {
  const seen = inNode(`
    const x = nd.zeros([64, 64], "float32");
    const t = toTensor(tf, x);
    x.set(0, 0, 5);
    const y = fromTensor(t);
    y.set(0, 0, 9);
    print([t.arraySync()[0][0], x.get(0, 0)]);`);
  expect(seen).toEqual([0, 5]);
});

test("views come in C order, so a transpose is NCHW to NHWC", () => {
  const seen = inNode(`
    const x = nd.arange(8).reshape(1, 2, 2, 2).astype("float64");
    const t = toTensor(tf, x.transpose(0, 2, 3, 1));
    print([t.shape, t.arraySync(), toTensor(tf, x.slice(0, 1, "::-1")).arraySync()]);`);
  expect(seen).toEqual([
    [1, 2, 2, 2],
    [
      [
        [
          [0, 4],
          [1, 5],
        ],
        [
          [2, 6],
          [3, 7],
        ],
      ],
    ],
    [
      [6, 7],
      [4, 5],
    ],
  ]);
});

test("nothing is printed while TensorFlow.js starts", () => {
  const cwd = join(import.meta.dirname, "..", "..");
  const program = `import { loadTensorFlow } from "gradlab/lib"; (await loadTensorFlow()).ones([2]).dataSync();`;
  const line = `"${process.execPath}" --input-type=module -e '${program}' 2>&1 | cat`;
  expect(execFileSync("sh", ["-c", line], { cwd, encoding: "utf8" })).toBe("");
});

test("where the native library is not to be used, TensorFlow.js's own JavaScript answers, and one line says so", () => {
  const cwd = join(import.meta.dirname, "..", "..");
  const lines = `const tf = await loadTensorFlow();
    console.log(tf.getBackend(), fromTensor(toTensor(tf, nd.array([[1, 2]])).matMul(tf.ones([2, 1]))).toArray()[0][0]);`;
  const program = `import { fromTensor, loadTensorFlow, nd, toTensor } from "gradlab/lib"; ${lines}`;
  const env = { ...process.env, GRADLAB_ENGINE: "typescript" };
  const command = `"${process.execPath}" --input-type=module -e '${program}' 2>&1`;
  const output = execFileSync("sh", ["-c", command], { cwd, env, encoding: "utf8" });
  expect(output.trim().split("\n")).toEqual([
    expect.stringMatching(/^TensorFlow\.js runs in plain JavaScript, slowly: /),
    "cpu 3",
  ]);
});

test("values that float32 cannot hold, and tensors of words, are refused", () => {
  const never = { tensor: () => undefined };
  expect(() => toTensor(never, nd.array([1, 1e300]))).toThrow(/float32 can hold .*, got 1e\+300 at place 1/);
  expect(() => toTensor(never, nd.array([Number.POSITIVE_INFINITY, Number.NaN]))).not.toThrow();
  const words = { shape: [1], dtype: "string", dataSync: () => [] };
  expect(() => fromTensor(words)).toThrow(/float32, int32 or bool, got string/);
});

/** The stream against NumPy's legacy RandomState, to the last bit (a few normal numbers of ten thousand to 2 ulp: their logarithm is the system's). */
import { difference } from "../against-numpy/compare.ts";
import { pythonWithNumpy, runInNumpy } from "../against-numpy/numpy-process.ts";
import { toNdArray } from "../nd/operand.ts";
import { RandomState } from "./random-state.ts";

const SEEDS = process.env.GRADLAB_NIGHTLY === "1" ? 2000 : 100;

/** One line of a program that runs on both sides: ours, and NumPy's code with `s` for the stream. */
interface Step {
  ours: (stream: RandomState) => unknown;
  numpy: string;
}

const rows = () => toNdArray(Float64Array.from({ length: 24 }, (_, i) => i)).reshape(6, 4);

const STEPS: Step[] = [
  { ours: (s) => s.rand(2, 3), numpy: "s.rand(2, 3)" },
  { ours: (s) => s.randn(3), numpy: "s.randn(3)" },
  { ours: (s) => s.randn(2, 2), numpy: "s.randn(2, 2)" },
  { ours: (s) => s.randn(), numpy: "s.randn()" },
  { ours: (s) => s.randomSample([4]), numpy: "s.random_sample([4])" },
  { ours: (s) => s.random(3), numpy: "s.random(3)" },
  { ours: (s) => s.randint(10), numpy: "s.randint(10)" },
  { ours: (s) => s.randint(0, 1, [3]), numpy: "s.randint(0, 1, [3])" },
  { ours: (s) => s.randint(-5, 17, [20]), numpy: "s.randint(-5, 17, [20])" },
  { ours: (s) => s.randint(0, 2 ** 31, [5]), numpy: "s.randint(0, 2**31, [5])" },
  { ours: (s) => s.randint(0, 2 ** 40, [5]).sum(), numpy: "s.randint(0, 2**40, [5]).sum()" },
  { ours: (s) => s.randint(0, 2 ** 32, [5]).sum(), numpy: "s.randint(0, 2**32, [5]).sum()" },
  { ours: (s) => s.uniform(-2, 3, [5]), numpy: "s.uniform(-2, 3, [5])" },
  { ours: (s) => s.normal(1.5, 0.25, [5]), numpy: "s.normal(1.5, 0.25, [5])" },
  { ours: (s) => s.standardNormal([3]), numpy: "s.standard_normal([3])" },
  { ours: (s) => s.choice(7, [4]), numpy: "s.choice(7, [4])" },
  { ours: (s) => s.choice([2, 4, 8, 16]), numpy: "s.choice([2., 4., 8., 16.])" },
  { ours: (s) => s.choice(9, [5], { replace: false }), numpy: "s.choice(9, [5], replace=False)" },
  { ours: (s) => s.choice(4, [6], { p: [0.1, 0.2, 0.3, 0.4] }), numpy: "s.choice(4, [6], p=[0.1, 0.2, 0.3, 0.4])" },
  {
    ours: (s) => s.choice(5, [4], { replace: false, p: [0.05, 0.05, 0.1, 0.1, 0.7] }),
    numpy: "s.choice(5, [4], replace=False, p=[0.05, 0.05, 0.1, 0.1, 0.7])",
  },
  { ours: (s) => s.permutation(11), numpy: "s.permutation(11)" },
  { ours: (s) => s.permutation(rows()), numpy: "s.permutation(np.arange(24.).reshape(6, 4))" },
  {
    ours: (s) => {
      const x = rows();
      s.shuffle(x);
      return x;
    },
    numpy: "(lambda x: (s.shuffle(x), x)[1])(np.arange(24.).reshape(6, 4))",
  },
  { ours: (s) => s.rand(700).slice("-3:"), numpy: "s.rand(700)[-3:]" },
];

const python = pythonWithNumpy();

function seeds(): (number | number[])[] {
  const draw = new RandomState(99);
  const whole = Array.from({ length: SEEDS }, (_, k) => (k < 3 ? [0, 1, 2 ** 32 - 1][k] : draw.randint(2 ** 32)));
  return [...whole, 231, 42, [0], [1, 2, 3], Array.from({ length: 700 }, (_, i) => i)];
}

test("every draw equals NumPy's, over many seeds and in any order of calls", () => {
  const programs = seeds().map((seed, k) => ({ seed, steps: new RandomState(k).permutation(STEPS.length).data }));
  const numpy = runInNumpy(
    python,
    programs.map(({ seed, steps }) => {
      const calls = Array.from(steps, (step) => STEPS[step].numpy);
      return { arrays: [], code: `s = np.random.RandomState(${JSON.stringify(seed)})\nr = [${calls.join(", ")}]` };
    }),
  );
  const wrong = programs.flatMap(({ seed, steps }, k) => {
    const stream = new RandomState(seed);
    const ours = Array.from(steps, (step) => STEPS[step].ours(stream));
    const text = difference(ours, numpy[k], { ulp: 2 });
    return text === undefined ? [] : [`seed ${JSON.stringify(seed).slice(0, 40)}: ${text}`];
  });
  expect(wrong).toEqual([]);
});

test("normal numbers are NumPy's to the last bit, but for a few in ten thousand", () => {
  const [numpy] = runInNumpy(python, [{ arrays: [], code: "r = np.random.RandomState(231).randn(100_000)" }]);
  if (!("values" in numpy)) throw new Error("expected an array");
  const ours = new RandomState(231).randn(100_000).data;
  expect(ours.filter((value, i) => value !== numpy.values[i]).length).toBeLessThan(100);
});

test("the course's first figures", () => {
  const stream = new RandomState(231);
  expect(stream.randn(2, 3).toString()).toBe(
    "[[ 0.41794341  1.39710028 -1.78590431]\n [-0.70882773 -0.07472532 -0.77501677]]",
  );
});

test("a stream goes on from a stored state, also between the two numbers of a normal pair", () => {
  const stream = new RandomState(7);
  stream.randn(3);
  const state = JSON.parse(JSON.stringify(stream.getState()));
  const next = [stream.randn(), stream.rand(), stream.randn()];
  const other = new RandomState(1);
  other.setState(state);
  expect([other.randn(), other.rand(), other.randn()]).toEqual(next);
});

test("without a seed two streams differ", () => {
  expect(new RandomState().rand()).not.toBe(new RandomState().rand());
});

test("mistakes name the function and what came", () => {
  const stream = new RandomState(0);
  expect(() => stream.seed(-1)).toThrow("random.seed: expected whole numbers from 0 to 2**32 - 1, got -1");
  expect(() => stream.randint(5, 5)).toThrow("random.randint: expected whole numbers low < high, got low 5 and high 5");
  expect(() => stream.choice(3, 4, { replace: false })).toThrow("cannot draw 4 of 3 elements without replacement");
  expect(() => stream.choice(2, 1, { p: [0.5, 0.6] })).toThrow("sum to 1, got the sum 1.1");
  expect(() => stream.choice(3, 1, { p: [0.5, 0.5] })).toThrow("expected 3 probabilities, got shape (2,)");
  expect(() => stream.normal(0, -1)).toThrow("random.normal: expected a standard deviation of 0 or more, got -1");
});

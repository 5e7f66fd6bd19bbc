process.env.GRADLAB_ENGINE = "tensorflow";
const { convBackwardFast, convForwardFast } = await import("./conv.ts");
const { testConv } = await import("./conv.fixture.ts");
const { naiveConv, waves } = await import("./naive.fixture.ts");

describe("in the engine", () => testConv(convForwardFast, convBackwardFast));

test("dx is that of the moment of the call, whatever is written afterwards", () => {
  const [x, w, b] = [waves([12, 3, 11, 13], "float64"), waves([4, 3, 3, 3], "float64", 1), waves([4], "float64")];
  const expected = naiveConv(x, w, b, { stride: 1, pad: 1 });
  const [, cache] = convForwardFast(x, w, b, { stride: 1, pad: 1 });
  const [dx] = convBackwardFast(expected.dout, cache);
  w.fill(0);
  expected.dout.fill(0);
  expect(dx.get(2, 1, 5, 6)).toBeCloseTo(expected.dx.get(2, 1, 5, 6), 12);
});

test("shapes that do not fit are named", () => {
  const [x, b] = [waves([2, 3, 8, 8], "float64"), waves([4], "float64")];
  const options = { stride: 1, pad: 0 };
  expect(() => convForwardFast(x, waves([4, 2, 3, 3], "float64"), b, options)).toThrow(
    "convForwardFast: expected w of shape (F, 3, HH, WW) for x of shape (2, 3, 8, 8), got (4, 2, 3, 3)",
  );
  expect(() => convForwardFast(x, waves([5, 3, 3, 3], "float64"), b, options)).toThrow(
    "convForwardFast: expected b of shape (5,) for w of shape (5, 3, 3, 3), got (4,)",
  );
  expect(() => convForwardFast(x, waves([4, 3, 9, 3], "float64"), b, options)).toThrow(
    "convForwardFast: a window of height 9 does not fit into 8 with a padding of 0",
  );
  const [, cache] = convForwardFast(x, waves([4, 3, 3, 3], "float64"), b, options);
  expect(() => convBackwardFast(x, cache)).toThrow(
    "convBackwardFast: expected dout of shape (2, 4, 6, 6), got (2, 3, 8, 8)",
  );
});

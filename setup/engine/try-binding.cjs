// Loads the binding given as argument and multiplies in double precision: ends with 0 when the digits are right.
const binding = require(process.argv[2]);
const INT64 = 9;
const DOUBLE = 2;
const { TF_ATTR_TYPE: TYPE, TF_ATTR_BOOL: BOOL } = binding;

const put = (shape, values) => {
  const data = new Int32Array(Float64Array.from(values).buffer);
  return cast(binding.createTensor(shape, INT64, data), INT64, DOUBLE);
};
const cast = (id, from, to) =>
  binding.executeOp(
    "Bitcast",
    [
      { name: "T", type: TYPE, value: from },
      { name: "type", type: TYPE, value: to },
    ],
    [id],
    1,
  )[0].id;

const attributes = [
  { name: "T", type: TYPE, value: DOUBLE },
  { name: "transpose_a", type: BOOL, value: false },
  { name: "transpose_b", type: BOOL, value: false },
];
const [product] = binding.executeOp("MatMul", attributes, [put([1, 2], [1, 1e-12]), put([2, 1], [15, 3])], 1);
const [value] = new Float64Array(binding.tensorDataSync(cast(product.id, DOUBLE, INT64)).buffer);
if (value !== 15.000000000003)
  throw new Error(`expected 15.000000000003 from the double-precision product, got ${value}`);

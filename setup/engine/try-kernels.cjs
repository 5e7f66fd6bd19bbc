// Loads the kernels given as argument and multiplies and convolves with them: ends with 0 when the figures are right.
const kernels = require(process.argv[2]);

function expect(actual, expected, what) {
  if (`${actual}` !== `${expected}`) throw new Error(`${what}: expected ${expected}, got ${actual}`);
}

for (const Memory of [Float32Array, Float64Array]) {
  const product = new Memory(1);
  kernels.product(Memory.of(1, 2), Memory.of(3, 4), product, Int32Array.of(1, 2, 1, 2, 1, 1, 1));
  expect(product, [11], "product");
  kernels.addProduct(product, Memory.of(1, 2), Memory.of(3, 4), product, Int32Array.of(1, 2, 1, 2, 1, 1, 1));
  expect(product, [22], "sum with a product");
  const tripled = new Memory(2);
  const expression = [1, 2, +(Memory === Float32Array), 0, 512, 2, 1, 2, 0, 256, 512];
  kernels.run([Memory.of(1, 2)], [tripled], Float64Array.of(3), Int32Array.from(expression));
  expect(tripled, [3, 6], "expression");
  const out = new Memory(4);
  const size = Int32Array.of(1, 1, 2, 2, 1, 3, 3, 2, 2, 1, 1);
  kernels.convForward(Memory.of(1, 2, 3, 4), new Memory(9).fill(1), Memory.of(0.5), out, size);
  expect(out, [10.5, 10.5, 10.5, 10.5], "convolution");
}

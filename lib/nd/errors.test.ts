/** What a beginner reads after a mistake: the function, both shapes, the axis that clashed. */
import * as nd from "./index.ts";

const mistakes: [string, () => unknown, string][] = [
  [
    "adding two shapes",
    () => nd.ones([2, 3]).add(nd.ones([2, 4])),
    "add: shapes (2, 3) and (2, 4) do not fit together: counted from the end, axis -1 has length 3 in one and 4 in the other (lengths must be equal, or one of them 1)",
  ],
  [
    "a product of matrices",
    () => nd.ones([2, 3]).matmul(nd.ones([4, 5])),
    "matmul: shapes (2, 3) and (4, 5) do not fit together: axis 1 of the first has length 3, axis 0 of the second 4",
  ],
  [
    "dot with a vector",
    () => nd.ones([2, 3]).dot(nd.ones(2)),
    "dot: shapes (2, 3) and (2,) do not fit together: axis 1 of the first has length 3, axis 0 of the second 2",
  ],
  [
    "reshape",
    () => nd.ones([2, 3]).reshape(4, 2),
    "reshape: an array of shape (2, 3) has 6 elements and cannot take the shape (4, 2), which has 8",
  ],
  [
    "reshape with an open length",
    () => nd.ones([2, 3]).reshape(4, -1),
    "reshape: an array of shape (2, 3) has 6 elements and cannot take the shape (4, -1): 6 is not a multiple of 4",
  ],
  [
    "an axis that is not there",
    () => nd.ones([2, 3]).sum(2),
    "sum: axis 2 does not exist in an array of shape (2, 3) (axes go from -2 to 1)",
  ],
  [
    "the maximum of nothing",
    () => nd.zeros([0, 3]).max(0),
    "max: an array of shape (0, 3) has no elements to choose from",
  ],
  [
    "an index out of bounds",
    () => nd.ones([2, 3]).slice(0, 3),
    "slice: index 3 is out of bounds for axis 1 of length 3 in shape (2, 3)",
  ],
  [
    "a picked place out of bounds",
    () => nd.ones([2, 3]).slice(":", [0, 5]),
    "slice: index 5 is out of bounds for axis 1 of length 3 in shape (2, 3)",
  ],
  [
    "too many indices",
    () => nd.ones([2, 3]).slice(0, 0, 0),
    "slice: 3 indices for an array of shape (2, 3) with 2 axes",
  ],
  [
    "a range misspelt",
    () => nd.ones(3).slice("1,2"),
    'slice: expected "start:stop", "start:stop:step", ":" or "...", got "1,2"',
  ],
  [
    "a mask of another shape",
    () => nd.ones([2, 3]).slice(nd.ones([2, 4], "bool")),
    "slice: a bool index of shape (2, 4) does not fit the array of shape (2, 3): axis 1 has length 3, the index 4",
  ],
  [
    "places that are no whole numbers",
    () => nd.ones(3).slice(nd.array([0.5])),
    "slice: index 0.5 is not a whole number for axis 0 of length 3 in shape (3,)",
  ],
  [
    "values that do not fit",
    () => nd.ones([2, 3]).slice(0).assign(nd.ones(2)),
    "assign: shapes (3,) and (2,) do not fit together: counted from the end, axis -1 has length 3 in one and 2 in the other (lengths must be equal, or one of them 1)",
  ],
  [
    "a result too large to stay in place",
    () => nd.ones(3).iadd(nd.ones([2, 3])),
    "add: an array of shape (3,) cannot hold a result of shape (2, 3) in place",
  ],
  [
    "a fraction in place of whole numbers",
    () => nd.arange(3).idiv(2),
    'divide: the result is float64 and does not fit into an array of int32 in place; use the form that makes a new array, or x.astype("float64") first',
  ],
  [
    "lists of unequal length",
    () => nd.array([[1, 2], [3]]),
    "array: all entries of a list must have one shape: entry 0 has (2,), entry 1 has (1,)",
  ],
  [
    "no numbers",
    () => nd.array(["a"] as unknown as number[]),
    "array: expected numbers or nested lists of them, got string",
  ],
  [
    "joining",
    () => nd.concatenate([nd.ones([2, 3]), nd.ones([2, 4])]),
    "concatenate: along axis 0 all other lengths must be equal: array 0 has shape (2, 3), array 1 (2, 4)",
  ],
  [
    "stacking",
    () => nd.stack([nd.ones(2), nd.ones(3)]),
    "stack: all arrays must have one shape: array 0 has (2,), array 1 (3,)",
  ],
  [
    "einsum's lengths",
    () => nd.einsum("ij,jk->ik", nd.ones([2, 3]), nd.ones([4, 5])),
    'einsum "ij,jk->ik": axis j has length 3 and 4 in operands of shapes (2, 3) and (4, 5)',
  ],
  [
    "einsum's ranks",
    () => nd.einsum("ij->i", nd.ones(3)),
    'einsum "ij->i": "ij" names 2 axes, its operand has shape (3,)',
  ],
  [
    "subtracting booleans",
    () => nd.array([true]).sub(nd.array([true])),
    "subtract: is not defined for bool arrays; use x.ne(y)",
  ],
  [
    "an unknown dtype",
    () => nd.zeros(2, "float" as "float64"),
    "dtype: expected one of bool, uint8, int32, float32, float64, got float",
  ],
  ["a negative length", () => nd.zeros([2, -1]), "zeros: negative length in shape (2, -1)"],
  ["item of many", () => nd.ones(2).item(), "item: expected an array of one element, got shape (2,)"],
  [
    "squeezing a long axis",
    () => nd.ones([2, 1]).squeeze(0),
    "squeeze: axis 0 of shape (2, 1) has length 2, expected 1",
  ],
];

test.each(mistakes)("%s", (_, work, message) => {
  let text = "no error";
  try {
    work();
  } catch (error) {
    text = (error as Error).message;
  }
  expect(text).toBe(message);
});

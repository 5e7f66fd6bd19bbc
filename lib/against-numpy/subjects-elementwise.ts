import type { Dtype } from "../nd/dtype.ts";
import * as nd from "../nd/index.ts";
import type { Operand } from "../nd/operand.ts";
import type { Case, Subject } from "./case.ts";
import type { Nearness } from "./compare.ts";
import type { Draw, Values } from "./draw.ts";

type Binary = (x: Operand, y: Operand) => unknown;
type Unary = (x: Operand) => unknown;

/** Two arrays that broadcast, or an array and a bare number on either side. */
function drawBinary(draw: Draw, ours: Binary, python: string, values: Values, nearness?: Nearness): Case {
  const shape = draw.shape();
  const x = draw.array(draw.fitting(shape), draw.dtype(), values);
  if (draw.chance(0.25)) {
    const scalar = draw.one([2, -1, 0.5, 3, 1]);
    if (draw.chance(0.5))
      return { ours: () => ours(x.ours, scalar), python: `r = ${python}(${x.python}, ${scalar})`, nearness };
    return { ours: () => ours(scalar, x.ours), python: `r = ${python}(${scalar}, ${x.python})`, nearness };
  }
  const y = draw.array(draw.fitting(shape), draw.dtype(), values);
  return { ours: () => ours(x.ours, y.ours), python: `r = ${python}(${x.python}, ${y.python})`, nearness };
}

function binary(name: string, ours: Binary, python: string, values: Values = "special", nearness?: Nearness): Subject {
  return { name, draw: (draw) => drawBinary(draw, ours, `np.${python}`, values, nearness) };
}

/** uint8 and bool become float16 in NumPy, float64 in lib: they are left out where that shows. */
function unary(
  name: string,
  ours: Unary,
  values: Values,
  nearness?: Nearness,
  dtypes: readonly Dtype[] = FLOATS,
): Subject {
  return {
    name,
    draw: (draw) => {
      const x = draw.array(draw.shape(), draw.dtype(dtypes), values);
      return { ours: () => ours(x.ours), python: `r = np.${name}(${x.python})`, nearness };
    },
  };
}

const FLOATS: readonly Dtype[] = ["float64", "float64", "float32", "int32"];
/** Of whole numbers older NumPys make floats here. */
const REALS: readonly Dtype[] = ["float64", "float32"];
const NUMBERS: readonly Dtype[] = ["float64", "float32", "int32", "uint8"];
const few = { ulp: 4 };

export const elementwiseSubjects: Subject[] = [
  binary("add", nd.add, "add"),
  binary("subtract", nd.subtract, "subtract"),
  binary("multiply", nd.multiply, "multiply"),
  binary("divide", nd.divide, "divide"),
  binary("floorDivide", nd.floorDivide, "floor_divide", "plain"),
  binary("mod", nd.mod, "mod", "plain"),
  binary("power", nd.power, "power", "positive", few),
  binary("maximum", nd.maximum, "maximum", "special", { zeros: true }),
  binary("minimum", nd.minimum, "minimum", "special", { zeros: true }),
  binary("greater", nd.greater, "greater", "ties"),
  binary("greaterEqual", nd.greaterEqual, "greater_equal", "ties"),
  binary("less", nd.less, "less"),
  binary("lessEqual", nd.lessEqual, "less_equal"),
  binary("equal", nd.equal, "equal", "ties"),
  binary("notEqual", nd.notEqual, "not_equal", "ties"),
  binary("logicalAnd", nd.logicalAnd, "logical_and", "ties"),
  binary("logicalOr", nd.logicalOr, "logical_or", "ties"),
  binary("logicalXor", nd.logicalXor, "logical_xor", "ties"),
  binary("isclose", nd.isclose, "isclose", "ties"),
  unary("exp", nd.exp, "special", few),
  unary("expm1", nd.expm1, "special", few),
  unary("log", nd.log, "positive", few),
  unary("log2", nd.log2, "positive", few),
  unary("log10", nd.log10, "positive", few),
  unary("log1p", nd.log1p, "positive", few),
  unary("tanh", nd.tanh, "special", few),
  unary("sin", nd.sin, "plain", few),
  unary("cos", nd.cos, "plain", few),
  unary("arctan", nd.arctan, "special", few),
  unary("sqrt", nd.sqrt, "special"),
  unary("sign", nd.sign, "special", undefined, NUMBERS),
  unary("abs", nd.abs, "special", undefined, NUMBERS),
  unary("square", nd.square, "special", undefined, NUMBERS),
  unary("negative", nd.negative, "special", undefined, NUMBERS),
  unary("floor", nd.floor, "special", undefined, REALS),
  unary("ceil", nd.ceil, "special", undefined, REALS),
  unary("trunc", nd.trunc, "special", undefined, REALS),
  unary("round", nd.round, "special", undefined, NUMBERS),
  unary("isnan", nd.isnan, "special", undefined, NUMBERS),
  unary("isfinite", nd.isfinite, "special", undefined, NUMBERS),
  unary("isinf", nd.isinf, "special", undefined, NUMBERS),
  { name: "where", draw: drawWhere },
  { name: "clip", draw: drawClip },
  { name: "in place", draw: drawInPlace },
  { name: "round to decimals", draw: drawRound },
];

function drawWhere(draw: Draw): Case {
  const shape = draw.shape();
  const [c, x, y] = ["bool" as const, draw.dtype(), draw.dtype()].map((dtype) =>
    draw.array(draw.fitting(shape), dtype, "special"),
  );
  return {
    ours: () => nd.where(c.ours, x.ours, y.ours),
    python: `r = np.where(${c.python}, ${x.python}, ${y.python})`,
  };
}

function drawClip(draw: Draw): Case {
  const x = draw.array(draw.shape(), draw.dtype(["float64", "float32", "int32"]), "special");
  const [low, high] = [draw.one([null, -1, 0]), draw.one([1, 2])];
  return {
    ours: () => nd.clip(x.ours, low, high),
    python: `r = np.clip(${x.python}, ${low ?? "None"}, ${high})`,
    nearness: { zeros: true },
  };
}

function drawInPlace(draw: Draw): Case {
  const shape = draw.shape();
  const x = draw.array(shape, draw.dtype(), "plain");
  const y = draw.array(draw.fitting(shape), draw.dtype(), "positive");
  const [method, sign] = draw.one([
    ["iadd", "+"],
    ["isub", "-"],
    ["imul", "*"],
    ["idiv", "/"],
  ] as const);
  return { ours: () => x.ours.copy()[method](y.ours), python: `r = ${x.python}.copy()\nr ${sign}= ${y.python}` };
}

function drawRound(draw: Draw): Case {
  const x = draw.array(draw.shape(), "float64", "plain");
  const decimals = draw.whole(-2, 6);
  return { ours: () => nd.round(x.ours, decimals), python: `r = np.round(${x.python}, ${decimals})` };
}

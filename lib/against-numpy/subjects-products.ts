import * as nd from "../nd/index.ts";
import type { Case, Subject } from "./case.ts";
import type { Draw } from "./draw.ts";

/** Products are summed in another order than NumPy's libraries do: near to the largest element. */
function nearness(...dtypes: string[]): { relative: number } {
  return { relative: dtypes.includes("float32") ? 1e-4 : 1e-12 };
}

/** Inner lengths agree mostly; where not, both sides must refuse. */
function drawMatmul(draw: Draw): Case {
  const [m, k, n] = [draw.whole(0, 5), draw.whole(1, 6), draw.whole(1, 5)];
  const batch = Array.from({ length: draw.whole(0, 2) }, () => draw.whole(1, 3));
  const left = draw.chance(0.15) ? [k] : [...draw.fitting(batch), m, k];
  const right = draw.chance(0.15) ? [k] : [...draw.fitting(batch), draw.chance(0.05) ? k + 1 : k, n];
  const dtypes = [draw.dtype(), draw.dtype(["float64", "float32", "int32"])] as const;
  const [x, y] = [draw.array(left, dtypes[0]), draw.array(right, dtypes[1])];
  return {
    ours: () => nd.matmul(x.ours, y.ours),
    python: `r = np.matmul(${x.python}, ${y.python})`,
    nearness: nearness(...dtypes),
  };
}

function drawDot(draw: Draw): Case {
  const k = draw.whole(1, 6);
  const left = [...draw.shape({ most: 2, empty: false }), k].slice(draw.chance(0.1) ? 3 : 0);
  const right = draw.one([[k], [k, 3], [2, k, 3], []]);
  const [x, y] = [draw.array(left, "float64"), draw.array(right, "float64")];
  return { ours: () => nd.dot(x.ours, y.ours), python: `r = np.dot(${x.python}, ${y.python})`, nearness: nearness() };
}

function drawOuter(draw: Draw): Case {
  const [x, y] = [draw.array(draw.shape({ most: 2 }), draw.dtype()), draw.array(draw.shape({ most: 1 }), draw.dtype())];
  return { ours: () => nd.outer(x.ours, y.ours), python: `r = np.outer(${x.python}, ${y.python})` };
}

const LETTERS = ["i", "j", "k", "l"];

/** One to three operands over few letters, each letter with one length, with and without an arrow and ellipses. */
function drawEinsum(draw: Draw): Case {
  const lengths = LETTERS.map(() => draw.whole(1, 4));
  const ellipsis = draw.chance(0.3) ? [draw.whole(1, 3), draw.whole(1, 3)].slice(0, draw.whole(0, 2)) : undefined;
  const terms = Array.from({ length: draw.whole(1, 3) }, () => drawTerm(draw, lengths, ellipsis));
  const all = [...new Set(terms.flatMap((term) => term.letters))];
  const kept = all.filter(() => draw.chance(0.5));
  draw.stream.shuffle(kept);
  const open = terms.some((term) => term.text.includes("..."));
  const right = draw.chance(0.2)
    ? ""
    : `->${open ? draw.one([`...${kept.join("")}`, `${kept.join("")}...`]) : kept.join("")}`;
  const subscripts = terms.map((term) => term.text).join(",") + right;
  const operands = terms.map((term) => draw.array(term.shape, "float64"));
  return {
    ours: () => nd.einsum(subscripts, ...operands.map((operand) => operand.ours)),
    python: `r = np.einsum("${subscripts}", ${operands.map((operand) => operand.python).join(", ")})`,
    nearness: { relative: 1e-11 },
  };
}

interface Term {
  text: string;
  letters: string[];
  shape: number[];
}

function drawTerm(draw: Draw, lengths: readonly number[], ellipsis: readonly number[] | undefined): Term {
  const letters = Array.from({ length: draw.whole(0, 3) }, () => draw.one(LETTERS));
  const own = letters.map((letter) => lengths[LETTERS.indexOf(letter)]);
  if (!ellipsis || draw.chance(0.2)) return { text: letters.join(""), letters, shape: own };
  const place = draw.whole(0, letters.length);
  const open = draw.fitting(ellipsis);
  return {
    text: letters.toSpliced(place, 0, "...").join(""),
    letters,
    shape: [...own.slice(0, place), ...open, ...own.slice(place)],
  };
}

export const productSubjects: Subject[] = [
  { name: "matmul", draw: drawMatmul },
  { name: "dot", draw: drawDot },
  { name: "outer", draw: drawOuter },
  { name: "einsum", draw: drawEinsum },
];

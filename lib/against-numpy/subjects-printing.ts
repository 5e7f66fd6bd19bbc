import type { Subject } from "./case.ts";
import type { Draw, Values } from "./draw.ts";

/** Whole arrays as text, of all dtypes and kinds of numbers, short and shortened. */
function drawPrint(draw: Draw, values: Values, shape = draw.shape()) {
  const x = draw.array(shape, draw.dtype(), values);
  return { ours: () => x.ours.toString(), python: `r = np.array2string(${x.python})` };
}

function longShape(draw: Draw): number[] {
  return draw.one([[1001], [40, 30], [7, 150], [4, 9, 40], [1100, 2], [2, 3, 200]]);
}

export const printingSubjects: Subject[] = [
  { name: "printing plain numbers", draw: (draw) => drawPrint(draw, "plain") },
  { name: "printing few numbers", draw: (draw) => drawPrint(draw, "ties") },
  { name: "printing NaN and infinities", draw: (draw) => drawPrint(draw, "special") },
  { name: "printing large and small numbers", draw: (draw) => drawPrint(draw, "wide") },
  {
    name: "printing long arrays",
    draw: (draw) => drawPrint(draw, draw.one(["plain", "wide", "ties"]), longShape(draw)),
  },
];

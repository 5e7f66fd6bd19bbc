/** Downloads of other systems. */
import { canvas } from "./canvas.ts";
import { gradescope } from "./gradescope.ts";
import type { Layout } from "./layout.ts";
import { moodle } from "./moodle.ts";
import { nbgrader } from "./nbgrader.ts";

export { type Found, type Layout, SIDE_FILES, type Who } from "./layout.ts";

/** Tried in this order: the surest signs first. */
export const LAYOUTS: readonly Layout[] = [gradescope, moodle, nbgrader, canvas];

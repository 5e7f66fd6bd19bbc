import { contiguous } from "./operand.ts";
import { slice } from "./pick.ts";
import { formatterOf } from "./print-numbers.ts";
import type { View } from "./view.ts";

/** More elements than this are shortened to the first and last three along each axis. */
const THRESHOLD = 1000;
const EDGE = 3;
const LINE_WIDTH = 75;

/**
 * The array as NumPy prints it: `[[1. 2.]\n [3. 4.]]`.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.array2string.html
 */
export function toText(view: View): string {
  const shortened = view.size > THRESHOLD;
  const shown = shortened ? edges(view) : contiguous(view);
  const format = formatterOf(view.dtype, shown);
  if (view.shape.length === 0) return format(view.data[view.offset]).trim();
  if (view.size === 0) return "[]";
  return block(view, format, shortened, 0, view.offset, " ");
}

/** The elements that are shown of a long array: they alone decide how wide the columns are. */
function edges(view: View): View {
  let part = contiguous(view);
  view.shape.forEach((length, axis) => {
    if (length <= 2 * EDGE) return;
    const places = [0, 1, 2, length - 3, length - 2, length - 1];
    part = slice(part, ...new Array<string>(axis).fill(":"), places);
  });
  return contiguous(part);
}

function block(
  view: View,
  format: (x: number) => string,
  shortened: boolean,
  axis: number,
  at: number,
  indent: string,
): string {
  const length = view.shape[axis];
  const places = shownPlaces(length, shortened);
  const last = axis === view.shape.length - 1;
  const entries = places.map((place) => {
    if (place < 0) return "...";
    const start = at + place * view.stride[axis];
    return last ? format(view.data[start]) : block(view, format, shortened, axis + 1, start, `${indent} `);
  });
  if (last) return row(entries, indent, LINE_WIDTH - view.shape.length);
  const gap = "\n".repeat(view.shape.length - 1 - axis);
  return `[${entries.join(`${gap}${indent}`)}]`;
}

/** The places shown along an axis; -1 stands for those left out. */
function shownPlaces(length: number, shortened: boolean): number[] {
  if (!shortened || length <= 2 * EDGE) return Array.from({ length }, (_, k) => k);
  return [0, 1, 2, -1, length - 3, length - 2, length - 1];
}

/** A row, broken before it grows longer than NumPy's lines; each closing bracket takes one place of them. */
function row(entries: readonly string[], indent: string, width: number): string {
  const lines: string[] = [];
  let line = indent;
  for (const entry of entries) {
    if (line.length + entry.length > width && line.length > indent.length) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${entry} `;
  }
  lines.push(line.slice(0, -1));
  return `[${lines.join("\n").slice(indent.length)}]`;
}

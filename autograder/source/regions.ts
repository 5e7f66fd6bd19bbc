/** Regions of a cell between a BEGIN and an END comment, as nbgrader's `ClearSolutions` and `ClearHiddenTests` use them. */

export interface Region {
  /** First line of the region: the BEGIN marker, counted from 0. */
  first: number;
  /** Last line: the END marker. */
  last: number;
  /** White space before the BEGIN marker. */
  indent: string;
}

/** The two markers of a region, as they stand in the line after white space. */
export interface Markers {
  begin: string;
  end: string;
}

export const SOLUTION: Markers = { begin: "// BEGIN SOLUTION", end: "// END SOLUTION" };
export const HIDDEN_TESTS: Markers = { begin: "// BEGIN HIDDEN TESTS", end: "// END HIDDEN TESTS" };

/** Finds the regions of a cell, or says in words which marker stands alone. */
export function findRegions(source: string, { begin, end }: Markers): Region[] | string {
  const regions: Region[] = [];
  let open: Omit<Region, "last"> | undefined;
  for (const [number, line] of source.split("\n").entries()) {
    if (line.includes(begin)) {
      if (open) return `line ${number + 1}: a second "${begin}" before "${end}"`;
      open = { first: number, indent: /^\s*/.exec(line)![0] };
    } else if (line.includes(end)) {
      if (!open) return `line ${number + 1}: "${end}" without "${begin}"`;
      regions.push({ ...open, last: number });
      open = undefined;
    }
  }
  return open ? `line ${open.first + 1}: "${begin}" without "${end}"` : regions;
}

/**
 * Replaces every region, markers included, by the lines that `fill` gives (indented as the BEGIN marker was).
 * @throws Error when a marker stands alone; `loadAssignment` reports that first
 */
export function replaceRegions(source: string, markers: Markers, fill: string[]): string {
  const regions = findRegions(source, markers);
  if (typeof regions === "string") throw new Error(`replaceRegions: ${regions}`);
  const lines = source.split("\n");
  for (const { first, last, indent } of regions.toReversed()) {
    lines.splice(first, last - first + 1, ...fill.map((line) => indent + line));
  }
  return lines.join("\n");
}

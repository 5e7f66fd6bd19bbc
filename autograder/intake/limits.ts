/** What intake accepts at most. Every limit is checked before the work that it bounds. */
export interface IntakeLimits {
  /** Bytes of one notebook file. */
  bytes: number;
  /** Nested arrays and objects. */
  depth: number;
  /** Lists, objects and fields in the whole file: what decides the memory that parsing takes. */
  items: number;
  /** Cells of the notebook. */
  cells: number;
  /** Characters of one cell's text. */
  cellCharacters: number;
}

/** Ten times what the largest honest notebook of a course needs; a course may state its own. */
export const INTAKE_LIMITS: Readonly<IntakeLimits> = {
  bytes: 32 * 2 ** 20,
  depth: 200,
  items: 1_000_000,
  cells: 5_000,
  cellCharacters: 2 * 2 ** 20,
};

/** A size as people write it: `512 bytes`, `33.6 MB` (decimal, one figure after the point). */
export function inWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

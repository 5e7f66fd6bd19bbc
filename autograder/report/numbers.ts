/** Numbers as people read them. */

/** Points: up to two figures after the point, none where there is nothing to say. */
export function points(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** An error or a tolerance: `3.2e-9`, `0.25`, `1e-9`. */
export function figure(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 0.001 && size < 1e6) return String(Number(value.toPrecision(4)));
  return value
    .toExponential(2)
    .replace(/\.?0+e/, "e")
    .replace("e+", "e");
}

/** A duration: `0.8 s`, `95 s`, `12 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (milliseconds < 120_000) return `${Math.round(milliseconds / 1000)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

/** Share of the points in percent, rounded down so that only full marks are 100%. */
export function percent(value: number, max: number): string {
  return max > 0 ? `${Math.floor((100 * value) / max + 1e-9)}%` : "–";
}

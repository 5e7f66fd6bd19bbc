/** Times as IPython prints them. */

const UNITS: Array<[number, string]> = [
  [1000, "s"],
  [1, "ms"],
  [1e-3, "µs"],
  [0, "ns"],
];

/** Milliseconds with three digits in a fitting unit: `1.23 ms`. */
export function duration(ms: number): string {
  if (ms >= 60_000) return `${Math.floor(ms / 60_000)}min ${Math.round((ms % 60_000) / 1000)}s`;
  const [scale, unit] = UNITS.find(([least]) => ms >= least) ?? UNITS.at(-1)!;
  return `${Number((ms / (scale || 1e-6)).toPrecision(3))} ${unit}`;
}

/** `1.23 ms ± 45 µs per loop (mean ± std. dev. of 7 runs, 100 loops each)`; runs in ms per loop. */
export function timeitText(runs: readonly number[], loops: number): string {
  const mean = runs.reduce((sum, run) => sum + run, 0) / runs.length;
  const deviation = Math.sqrt(runs.reduce((sum, run) => sum + (run - mean) ** 2, 0) / runs.length);
  const count = `${runs.length} runs, ${loops.toLocaleString("en-US")} loop${loops === 1 ? "" : "s"} each`;
  return `${duration(mean)} ± ${duration(deviation)} per loop (mean ± std. dev. of ${count})`;
}

import type { NdArray } from "../nd/array.ts";

/** Predicted classes as CSV: `Id,Category`, one line per example, numbered from 0. */
export function predictionsCsv(forward: (X: NdArray) => NdArray, X: NdArray, batchSize = 100): string {
  const lines = ["Id,Category"];
  for (let start = 0; start < X.shape[0]; start += batchSize) {
    const out = forward(X.slice(`${start}:${Math.min(X.shape[0], start + batchSize)}`));
    for (const label of out.argmax(1).data) lines.push(`${lines.length - 1},${label}`);
  }
  return `${lines.join("\n")}\n`;
}

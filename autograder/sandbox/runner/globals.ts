/** Names that a notebook's code may use and that a sandbox without a notebook must answer quietly. */
import { getHeapStatistics } from "node:v8";

/** Gives the kernel's global names as functions that show nothing, and mends what the empty file system breaks. */
export function fillGaps(): void {
  const kinds = ["html", "markdown", "latex", "svg", "png", "jpeg", "json", "vegaLite", "update"];
  const display = Object.assign(() => {}, Object.fromEntries(kinds.map((kind) => [kind, () => {}])));
  Object.assign(globalThis, { display, clearOutput: () => {}, input: async () => "" });
  // Node reads /proc for the resident size, and there is no /proc here.
  const usage = () => {
    const { total_heap_size: heapTotal, used_heap_size: heapUsed, external_memory: external } = getHeapStatistics();
    return { rss: heapTotal + external, heapTotal, heapUsed, external, arrayBuffers: external };
  };
  process.memoryUsage = Object.assign(usage, { rss: () => usage().rss });
}

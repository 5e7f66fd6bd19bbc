/** Where displays go. In the kernel's executor that is the notebook; elsewhere the console. */
import type { MimeBundle } from "./mime.ts";

/** Libraries that know nothing of the kernel find it as `globalThis[Symbol.for("gradlab.display")]`. */
export const BACKEND = Symbol.for("gradlab.display");

export interface DisplayBackend {
  /** Shows a bundle in the running cell; with `id`, later updates find it. */
  display(bundle: MimeBundle, id?: string, metadata?: Record<string, unknown>): void;
  /** Redraws every display that has this `id`. */
  update(id: string, bundle: MimeBundle, metadata?: Record<string, unknown>): void;
  /** Clears the cell's output, at once or when the next output comes. */
  clear(wait: boolean): void;
  /** Shows a bundle in the client's pager, beside the notebook. */
  page(bundle: MimeBundle): void;
  /** Asks the person in front of the notebook. */
  input(prompt: string, password: boolean): Promise<string>;
}

/** The backend in use. */
export function backend(): DisplayBackend {
  return ((globalThis as Record<symbol, unknown>)[BACKEND] as DisplayBackend | undefined) ?? consoleBackend;
}

const consoleBackend: DisplayBackend = {
  display: (bundle) => console.log(bundle["text/plain"] ?? Object.values(bundle)[0]),
  update: (_id, bundle) => console.log(bundle["text/plain"] ?? Object.values(bundle)[0]),
  clear: () => {},
  page: (bundle) => console.log(bundle["text/plain"] ?? Object.values(bundle)[0]),
  input: async (prompt) => {
    const { createInterface } = await import("node:readline/promises");
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    return lines.question(prompt).finally(() => lines.close());
  },
};

/**
 * How lib shows something that changes while it runs, without knowing what shows it.
 *
 * Contract: whatever can show outputs (the kernel's executor, a web page, a test) puts an object with two methods under
 * the global symbol `Symbol.for("gradlab.display")`:
 *
 *     globalThis[Symbol.for("gradlab.display")] = {
 *       display(bundle, id) {},  // show a MIME bundle as a new output; `id` names it for later (Jupyter: display_data)
 *       update(id, bundle) {},   // replace what was shown under `id` (Jupyter: update_display_data)
 *     };
 *
 * Both are called synchronously, often from a loop that never yields, and must not throw. A bundle maps MIME types to
 * text and always holds `text/plain`. Where nothing is there, lib writes to the terminal or stays silent.
 */

/** MIME type -> content: text, base64 for images, an object for JSON types. */
export type MimeBundle = { "text/plain": string } & Record<string, unknown>;

export interface DisplayDoor {
  display(bundle: MimeBundle, id?: string): void;
  update(id: string, bundle: MimeBundle): void;
}

/** The symbol of the contract. */
export const DISPLAY_DOOR = Symbol.for("gradlab.display");

/** What shows outputs here, or undefined where nothing does. */
export function displayDoor(): DisplayDoor | undefined {
  const door = (globalThis as Record<symbol, unknown>)[DISPLAY_DOOR] as Partial<DisplayDoor> | undefined;
  return typeof door?.display === "function" && typeof door.update === "function" ? (door as DisplayDoor) : undefined;
}

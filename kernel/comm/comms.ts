/** The door to comms for cells and libraries: `import { comms } from "gradlab/kernel"`. */
import type { CommRegistry } from "./comm.ts";

/** The executor's registry stands under this symbol. */
export const COMMS = Symbol.for("gradlab.comms");

type Door = Pick<CommRegistry, "register" | "unregister" | "open">;

function registry(): CommRegistry {
  const found = (globalThis as Record<symbol, unknown>)[COMMS] as CommRegistry | undefined;
  if (!found) throw new Error("comms: expected to run in a notebook of the Gradlab kernel");
  return found;
}

/** Two-way channels to the page: `comms.register(target, (comm) => ...)` for those that it opens, `comms.open(target, data)` to open one. */
export const comms: Door = {
  register: (target, open) => registry().register(target, open),
  unregister: (target) => registry().unregister(target),
  open: (target, data, options) => registry().open(target, data, options),
};

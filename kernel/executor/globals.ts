/** The names that every cell has without import, and the door for libraries that draw. */

import { BACKEND, type DisplayBackend } from "../display/backend.ts";
import { bundleOf } from "../display/bundle.ts";
import { clearOutput, display, input } from "../display/display.ts";
import type { Cells } from "./cells.ts";
import { installConsole } from "./console.ts";
import type { Executor } from "./executor.ts";
import type { InputDesk } from "./input-desk.ts";
import { installInspection } from "./inspection.ts";

/** Puts `display`, `clearOutput` and `input` into the global scope. */
export function installGlobals(executor: Executor, cells: Cells, desk: InputDesk): void {
  const backend: DisplayBackend = {
    display: (data, id, metadata = {}) =>
      executor.send({
        type: "display",
        cell: cells.current.id,
        update: false,
        content: { data, metadata, transient: id === undefined ? {} : { display_id: id } },
      }),
    update: (id, data, metadata = {}) =>
      executor.send({
        type: "display",
        cell: cells.current.id,
        update: true,
        content: { data, metadata, transient: { display_id: id } },
      }),
    clear: (wait) => executor.send({ type: "clear", cell: cells.current.id, wait }),
    page: (data) => executor.addPayload({ source: "page", data, start: 0 }),
    input: (prompt, password) => desk.ask(prompt, password),
  };
  define(BACKEND, backend);
  define(Symbol.for("gradlab.bundle"), (value: unknown) => JSON.stringify(bundleOf(value)));
  installInspection();
  installConsole();
  define("display", display);
  define("clearOutput", clearOutput);
  define("input", input);
}

function define(name: string | symbol, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

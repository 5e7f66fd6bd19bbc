/** How values print in cells, where Node would show what only the kernel's machinery put there. */
import { inspect } from "node:util";

/** Levels that `console.log` and friends print. */
const DEPTH = 4;
/** What async hooks hang on promises. */
const HUNG_ON = new Set(["async_id_symbol", "trigger_async_id_symbol", "kResourceStore"]);

/** Sets how deep objects print, and keeps promises and timers free of internals. */
export function installInspection(): void {
  inspect.defaultOptions.depth = DEPTH;
  printAs(Promise.prototype, (promise) => {
    for (const symbol of Object.getOwnPropertySymbols(promise)) {
      if (HUNG_ON.has(symbol.description ?? "")) Object.defineProperty(promise, symbol, { enumerable: false });
    }
    return promise;
  });
  const timer = setTimeout(() => {}, 0);
  printAs(Object.getPrototypeOf(timer), (timeout) => `Timeout(${Number(timeout)})`);
  clearTimeout(timer);
  const immediate = setImmediate(() => {});
  printAs(Object.getPrototypeOf(immediate), () => "Immediate");
  clearImmediate(immediate);
}

/** A custom form that returns the value itself lets Node print it as usual. */
function printAs(prototype: object, form: (value: object) => unknown): void {
  const value = function (this: object) {
    return form(this);
  };
  Object.defineProperty(prototype, inspect.custom, { value, configurable: true, writable: true });
}

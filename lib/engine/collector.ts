import { setFlagsFromString } from "node:v8";
import { createContext, runInNewContext, Script } from "node:vm";

/**
 * A full garbage collection after which weak references tell the truth, in the middle of synchronous code.
 *
 * A training loop is one long synchronous call: finalizers do not run before it ends, and V8 keeps whatever a weak
 * reference was made for until the running job ends. Evaluating nothing in a context with a microtask queue of its own
 * is such an end (its checkpoint clears what V8 keeps), so that after the collection `deref()` answers undefined for
 * what nobody can reach.
 *
 * @see https://nodejs.org/api/vm.html#when-microtaskmode-is-afterevaluate
 * @see https://tc39.es/ecma262/#sec-clear-kept-objects
 */
export function makeCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const context = createContext({}, { microtaskMode: "afterEvaluate" });
  const nothing = new Script("0");
  return () => {
    nothing.runInContext(context);
    collect();
  };
}

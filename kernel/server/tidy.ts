/**
 * Gives memory back when the kernel has nothing to do. V8 lets garbage lie until there is much of it: after some hundred cells that is 40 MB per
 * kernel, which a machine with a class on it feels.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Quiet time (ms) after which garbage is collected. */
const QUIET_MS = 1_000;
/** Requests before it is worth the 10 ms that it takes. */
const WORTH = 20;

export class Tidy {
  #requests = 0;
  #timer: NodeJS.Timeout | undefined;

  /** To be called after every request. */
  requestDone(): void {
    this.#requests += 1;
    clearTimeout(this.#timer);
    if (this.#requests < WORTH) return;
    this.#timer = setTimeout(() => {
      this.#requests = 0;
      collectGarbage();
    }, QUIET_MS);
    this.#timer.unref();
  }
}

/** V8's collector by its own name, which Node hides unless asked. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (options?: object) => void;
  setFlagsFromString("--no-expose-gc");
  collect();
}

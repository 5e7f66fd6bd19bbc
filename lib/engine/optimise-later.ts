import { setFlagsFromString } from "node:v8";

/**
 * Lets V8 optimise code when it has run longer than by default. A step of training is much code that runs a little, and V8 forgets
 * machine code when arrays are collected: with its usual budget a quarter of the processor's time went into compiling the
 * same functions again. A loop that runs hot reaches this budget within milliseconds.
 */
export function optimiseLater(): void {
  setFlagsFromString("--interrupt-budget=500000");
}

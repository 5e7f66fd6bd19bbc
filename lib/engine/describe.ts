import { createRequire } from "node:module";
import { type EngineChoice, engineChoice } from "./choose.ts";

/** What computes on this machine, for `gradlab doctor`. */
export interface EngineReport {
  engine: "tensorflow" | "typescript";
  /** In words: library, versions, or why it is not in use. */
  detail: string;
  /** What to do so that the native engine is used; left out where it is. */
  mend?: string;
}

const LACKS = "run `node setup/engine.mjs`, which says what it lacks";

/** Loads the native engine if it can be loaded, and says what is in use. */
export function describeEngine(choice: EngineChoice = engineChoice()): EngineReport {
  if (choice.forced === "typescript") {
    return {
      engine: "typescript",
      detail: "plain TypeScript, asked for by GRADLAB_ENGINE",
      mend: "unset GRADLAB_ENGINE to use the native engine",
    };
  }
  const native = choice.load();
  if (native) {
    const detail = `libtensorflow ${native.binding.TF_Version} through @tensorflow/tfjs-node ${packageVersion()}`;
    if (choice.kernels) return { engine: "tensorflow", detail: `${detail}, and our own kernels` };
    return { engine: "tensorflow", detail: `${detail}, without our own kernels: slower convolutions`, mend: LACKS };
  }
  return {
    engine: "typescript",
    detail: `plain TypeScript: same results, slower (${choice.failure})`,
    mend: LACKS,
  };
}

function packageVersion(): string {
  const require = createRequire(import.meta.url);
  return (require("@tensorflow/tfjs-node/package.json") as { version: string }).version;
}

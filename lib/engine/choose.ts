import { loadBinding } from "./binding.ts";
import type { Engine } from "./engine.ts";
import { TensorFlowEngine } from "./tensorflow.ts";
import { typescriptEngine } from "./typescript.ts";

/** Work is counted in multiplications: TypeScript does about three a nanosecond in a product of matrices. */
const CALL = 20_000;
const LOADING = 100_000_000;

/**
 * Chooses the engine for each piece of work. Calling into the library costs some microseconds and loading it 0.12 s, so
 * small work stays in TypeScript, and the library is loaded when as much work has passed as loading costs (whatever
 * comes, at most twice the time of the best choice is spent).
 */
export class EngineChoice {
  private native: TensorFlowEngine | null | undefined;
  private passed = 0;
  private reason: string | undefined;
  private readonly forced: string | undefined;

  /** `forced`: "typescript" or "tensorflow", as the environment variable GRADLAB_ENGINE gives it. */
  constructor(forced = process.env.GRADLAB_ENGINE) {
    if (forced !== undefined && forced !== "" && forced !== "typescript" && forced !== "tensorflow") {
      throw new Error(`GRADLAB_ENGINE: expected "typescript" or "tensorflow", got "${forced}"`);
    }
    this.forced = forced;
  }

  /** The engine for a piece of work of so many multiplications. */
  for(work: number): Engine {
    if (this.forced === "typescript") return typescriptEngine;
    if (work < CALL) return typescriptEngine;
    if (this.native === undefined && this.forced !== "tensorflow") {
      this.passed += work;
      if (this.passed < LOADING) return typescriptEngine;
    }
    return this.load() ?? typescriptEngine;
  }

  /** The native engine, loaded if it is not yet; undefined where set-up could not make it (`failure` says why). */
  load(): TensorFlowEngine | undefined {
    if (this.native === undefined) this.native = this.tryLoading();
    return this.native ?? undefined;
  }

  /** Why the native engine did not load. */
  get failure(): string | undefined {
    return this.reason;
  }

  private tryLoading(): TensorFlowEngine | null {
    try {
      return new TensorFlowEngine(loadBinding());
    } catch (error) {
      this.reason = (error as Error).message.split("\n")[0];
      if (this.forced === "tensorflow")
        throw new Error(`GRADLAB_ENGINE=tensorflow, but it did not load: ${this.reason}`);
      return null;
    }
  }
}

/** One choice for the process: a library is loaded into a process once, whoever asks. */
const choice = new EngineChoice();

/** The engine for a piece of work of `work` multiplications; small work never loads the library. */
export function engine(work: number): Engine {
  return choice.for(work);
}

/** The process's choice, for `gradlab doctor`. */
export function engineChoice(): EngineChoice {
  return choice;
}

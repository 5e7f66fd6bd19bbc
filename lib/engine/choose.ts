import { loadBinding } from "./binding.ts";
import { Holdings } from "./holdings.ts";
import { type Kernels, loadKernels } from "./kernels.ts";
import { NativeEngine } from "./native-engine.ts";
import { optimiseLater } from "./optimise-later.ts";
import { Workshop } from "./workshop.ts";

/** Work is counted in nanoseconds of plain TypeScript. The library takes 0.12 s to load. */
const LOADING = 120e6;

/**
 * Chooses between the native library and plain TypeScript for each piece of work. The library is loaded when as much
 * work has passed as loading costs: whatever comes, at most twice the time of the best choice is spent, and a process
 * that only checks small arrays never loads it.
 */
export class EngineChoice {
  private engine: NativeEngine | null | undefined;
  private own: Kernels | null | undefined;
  private shop: Workshop | null | undefined;
  private readonly holdings = new Holdings();
  private passed = 0;
  private reason: string | undefined;
  readonly forced: string | undefined;

  /** `forced`: "typescript" or "tensorflow", as the environment variable GRADLAB_ENGINE gives it. */
  constructor(forced = process.env.GRADLAB_ENGINE) {
    this.forced = forced || undefined;
    if (this.forced !== undefined && this.forced !== "typescript" && this.forced !== "tensorflow") {
      throw new Error(`GRADLAB_ENGINE: expected "typescript" or "tensorflow", got "${forced}"`);
    }
  }

  /** The native engine for work that takes so many nanoseconds in TypeScript; undefined where TypeScript should do it. */
  native(nanoseconds: number): NativeEngine | undefined {
    if (this.forced === "typescript") return undefined;
    if (this.engine === undefined && this.forced !== "tensorflow") {
      this.passed += nanoseconds;
      if (this.passed < LOADING) return undefined;
    }
    return this.load();
  }

  /** Our own kernels; undefined where there are none, or where TypeScript is asked for. */
  get kernels(): Kernels | undefined {
    if (this.own === undefined) this.own = (this.forced === "typescript" ? undefined : loadKernels()) ?? null;
    return this.own ?? undefined;
  }

  /** Where expressions over large arrays are computed: by our own kernels; undefined where the library is asked for, too. */
  get workshop(): Workshop | undefined {
    if (this.shop === undefined) {
      const kernels = this.forced === "tensorflow" ? undefined : this.kernels;
      this.shop = kernels ? new Workshop(kernels, this.holdings) : null;
      if (kernels) optimiseLater();
    }
    return this.shop ?? undefined;
  }

  /** The native engine, loaded if it is not yet; undefined where set-up could not make it (`failure` says why). */
  load(): NativeEngine | undefined {
    if (this.engine === undefined) this.engine = this.tryLoading();
    return this.engine ?? undefined;
  }

  get loaded(): boolean {
    return this.engine instanceof NativeEngine;
  }

  /** Why the native engine did not load. */
  get failure(): string | undefined {
    return this.reason;
  }

  private tryLoading(): NativeEngine | null {
    try {
      return new NativeEngine(loadBinding(this.kernels), this.holdings);
    } catch (error) {
      this.reason = (error as Error).message.split("\n")[0];
      if (this.forced !== "tensorflow") return null;
      throw new Error(`GRADLAB_ENGINE=tensorflow, but the native engine did not load: ${this.reason}`);
    }
  }
}

/** One choice for the process: a library is loaded into a process once, whoever asks. */
const choice = new EngineChoice();

/**
 * The native engine where work that takes `nanoseconds` in plain TypeScript is worth it, else undefined: then the caller
 * computes by itself, with the same results. GRADLAB_ENGINE=typescript and =tensorflow force one or the other.
 */
export function nativeEngine(nanoseconds: number): NativeEngine | undefined {
  return choice.native(nanoseconds);
}

/** Our own kernels, where they are. */
export function nativeKernels(): Kernels | undefined {
  return choice.kernels;
}

/** Where expressions over large arrays are computed, where our own kernels are. */
export function workshop(): Workshop | undefined {
  return choice.workshop;
}

/** The process's choice, for `gradlab doctor`. */
export function engineChoice(): EngineChoice {
  return choice;
}

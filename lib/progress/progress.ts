/** A progress bar for long runs: in a notebook it is one output that changes, in a terminal one line that does. */
import { type DisplayDoor, displayDoor, type MimeBundle } from "./display-door.ts";
import { type Facts, type Meter, meterHtml, meterText } from "./meter.ts";

/** What a terminal bar needs of its stream. */
export interface ProgressStream {
  isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressOptions {
  /** Steps in all; unset where unknown. */
  total?: number;
  label?: string;
  /** What one step is called. Default "it", for iteration. */
  unit?: string;
  /** Least milliseconds between two redrawings. Default 100. */
  every?: number;
  /** Where it is shown. Default: the notebook (see display-door.ts), else standard error if that is a terminal. */
  door?: DisplayDoor;
  stream?: ProgressStream;
  /** Milliseconds that never run backwards. Default: performance.now. */
  clock?: () => number;
}

/**
 * Shows how far a run is, how fast it goes, how long it will still take, and the figures that it reports.
 *
 * @example
 * const bar = new Progress({ total: 490, label: "Epoch 1" });
 * for (let step = 1; step <= 490; step++) bar.update(step, { loss: trainStep() });
 * bar.close(); // or `using bar = ...` inside a function
 */
export class Progress {
  readonly #options: ProgressOptions;
  readonly #clock: () => number;
  readonly #start: number;
  readonly #show: (meter: Meter, last: boolean) => void;
  #drawn = Number.NEGATIVE_INFINITY;
  #closed = false;
  #done = 0;
  #facts: Facts = {};

  constructor(options: ProgressOptions = {}) {
    this.#options = options;
    this.#clock = options.clock ?? (() => performance.now());
    this.#start = this.#clock();
    this.#show = screenOf(options);
    this.#draw(false);
  }

  /** Says that `done` steps are finished; `facts` are added to those shown. Cheap: redraws at most ten times a second. */
  update(done: number, facts: Facts = {}): void {
    if (this.#closed) return;
    this.#done = done;
    for (const name in facts) this.#facts[name] = facts[name];
    if (this.#clock() - this.#drawn >= (this.#options.every ?? 100)) this.#draw(false);
  }

  /** Says that `steps` more are finished. */
  advance(steps = 1, facts: Facts = {}): void {
    this.update(this.#done + steps, facts);
  }

  /** Draws the last state; later updates are ignored. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#draw(true);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #draw(last: boolean): void {
    this.#drawn = this.#clock();
    const { label = "", total, unit = "it" } = this.#options;
    const seconds = (this.#drawn - this.#start) / 1000;
    this.#show({ label, total, unit, done: this.#done, seconds, facts: this.#facts }, last);
  }
}

/** Goes through `items` with a bar that counts them: `for (const epoch of progress(range, { label: "epochs" }))`. */
export function* progress<T>(items: Iterable<T>, options: ProgressOptions = {}): Generator<T> {
  const { length, size } = items as { length?: number; size?: number };
  const bar = new Progress({ total: length ?? size, ...options });
  try {
    for (const item of items) {
      yield item;
      bar.advance();
    }
  } finally {
    bar.close();
  }
}

function screenOf({ door = displayDoor(), stream }: ProgressOptions): (meter: Meter, last: boolean) => void {
  if (door && !stream) return notebookScreen(door);
  const terminal = stream ?? process.stderr;
  return terminal.isTTY ? terminalScreen(terminal) : logScreen(stream);
}

function notebookScreen(door: DisplayDoor): (meter: Meter) => void {
  let id: string | undefined;
  return (meter) => {
    const bundle: MimeBundle = { "text/plain": meterText(meter), "text/html": meterHtml(meter) };
    if (id !== undefined) return door.update(id, bundle);
    id = `progress-${crypto.randomUUID()}`;
    door.display(bundle, id);
  };
}

function terminalScreen(stream: ProgressStream): (meter: Meter, last: boolean) => void {
  return (meter, last) => stream.write(`\r\x1b[2K${meterText(meter, 20)}${last ? "\n" : ""}`);
}

/** A stream that is no terminal (a log file) was asked for by name: it gets the last line only. */
function logScreen(stream: ProgressStream | undefined): (meter: Meter, last: boolean) => void {
  return (meter, last) => {
    if (last) stream?.write(`${meterText(meter)}\n`);
  };
}

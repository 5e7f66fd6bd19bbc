/** Keeps what an experiment was and how it went, in a folder of its own. */
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { NdArray } from "../nd/array.ts";
import { writeCheckpoint } from "../solver/checkpoint.ts";
import { linePlot } from "../vis/curves.ts";

/** Mean loss and error of one epoch. */
export interface EpochLog {
  epoch: number;
  train: { loss: number; error: number };
  validate: { loss: number; error: number };
  /** Least and greatest value of every parameter. */
  parameters?: Record<string, { min: number; max: number }>;
}

export interface LoggerOptions {
  /** Names the experiment's folder. */
  modelName: string;
  /** Written as they are: options of the model and of the data. */
  modelOptions?: unknown;
  dataOptions?: unknown;
  /** Write files. Default true; false keeps the history in memory only. */
  save?: boolean;
  /** Draw loss and error after every epoch. Default true. */
  plot?: boolean;
  /** Where experiments lie. Default "experiments". */
  folder?: string;
}

/**
 * Writes to `<folder>/<modelName>/`: `hyperparameters.json`, `log.csv` (one line per epoch), `loss.svg`, `error.svg`,
 * `parameters_epoch_<n>.json` and `test.json`. A folder that is there already is not mixed up: a number is appended.
 */
export class Logger {
  /** The experiment's folder; undefined where nothing is saved. */
  readonly folder: string | undefined;
  readonly history: EpochLog[] = [];
  readonly #plot: boolean;

  constructor(options: LoggerOptions) {
    this.#plot = options.plot ?? true;
    if (options.save === false) return;
    this.folder = freshFolder(options.folder ?? "experiments", options.modelName);
    const { modelName, modelOptions, dataOptions } = options;
    this.#write("hyperparameters.json", JSON.stringify({ modelName, modelOptions, dataOptions }, null, 2));
    this.#write("log.csv", "epoch,train_loss,train_error,validate_loss,validate_error\n");
  }

  /** Takes the figures of one more epoch. */
  push(log: EpochLog): void {
    this.history.push(log);
    if (!this.folder) return;
    const { epoch, train, validate } = log;
    const row = [epoch, train.loss, train.error, validate.loss, validate.error];
    appendFileSync(join(this.folder, "log.csv"), `${row.join(",")}\n`);
    if (!this.#plot) return;
    for (const kind of ["loss", "error"] as const) this.curves(kind).save(join(this.folder, `${kind}.svg`));
  }

  /** Training and validation loss (or error) over the epochs, as a chart. */
  curves(kind: "loss" | "error" = "loss") {
    const line = (split: "train" | "validate") => this.history.map((log) => log[split][kind]);
    const title = `${kind} per epoch`;
    return linePlot(
      { training: line("train"), validation: line("validate") },
      { title, xLabel: "epoch", yLabel: kind },
    );
  }

  /** Keeps the learned parameters, layer by layer, bit for bit. */
  saveParameters(epoch: number, layers: { parameters: Record<string, NdArray> }[]): void {
    if (!this.folder) throw new Error("Logger: expected { save: true } to save parameters");
    const parameters = layers.map((layer) => layer.parameters);
    writeCheckpoint(join(this.folder, `parameters_epoch_${epoch}.json`), parameters);
  }

  writeTest(result: { loss: number; error: number }): void {
    this.#write("test.json", JSON.stringify(result));
  }

  #write(name: string, text: string): void {
    if (this.folder) writeFileSync(join(this.folder, name), text);
  }
}

/** `experiments/name`, or `experiments/name-2` and so on where it is taken. */
function freshFolder(folder: string, name: string): string {
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? name : `${name}-${n}`);
    if (existsSync(path)) continue;
    mkdirSync(path, { recursive: true });
    return path;
  }
}

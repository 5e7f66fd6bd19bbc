/** The magics at work, in the executor: what the code of an expanded cell calls. */
import { spawn } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { inspect } from "node:util";
import { helpText } from "./known.ts";
import { duration, timeitText } from "./timing.ts";

export interface MagicHost {
  /** Adds to the reply of the running cell (https://jupyter-client.readthedocs.io/en/stable/messaging.html#payloads-deprecated). */
  addPayload(payload: Record<string, unknown>): void;
}

const scope = globalThis as Record<string, unknown>;

export class Magics {
  readonly #host: MagicHost;
  #cellStart: number | undefined;

  constructor(host: MagicHost) {
    this.#host = host;
  }

  /** `%time expression`: the value stays the cell's value. */
  async time<T>(run: () => T): Promise<Awaited<T>> {
    const start = performance.now();
    const value = await run();
    console.log(`Wall time: ${duration(performance.now() - start)}`);
    return value;
  }

  /** `%%time`, and statements after `%time`. */
  timeCell(): void {
    this.#cellStart = performance.now();
  }

  /** The end of what `timeCell` began; called after every cell. */
  endTime(): void {
    if (this.#cellStart !== undefined) console.log(`Wall time: ${duration(performance.now() - this.#cellStart)}`);
    this.#cellStart = undefined;
  }

  /** `%timeit expression`: seven runs of as many loops as take about 50 ms. */
  async timeit(run: () => unknown): Promise<void> {
    const first = run();
    const isAsync = first instanceof Promise;
    await first;
    const measure = async (loops: number): Promise<number> => {
      const start = performance.now();
      if (isAsync) for (let i = 0; i < loops; i++) await run();
      else for (let i = 0; i < loops; i++) run();
      return performance.now() - start;
    };
    let loops = 1;
    for (let took = await measure(1); took < 50 && loops < 1e7; took = await measure(loops)) {
      loops *= took < 5 ? 10 : Math.max(2, Math.ceil(50 / took));
    }
    const runs: number[] = [];
    for (let i = 0; i < 7; i++) runs.push((await measure(loops)) / loops);
    console.log(timeitText(runs, loops));
  }

  /** `%who`. */
  who(names: string[]): void {
    const rows = names
      .filter((name) => name in scope)
      .map((name) => [name, kindOf(scope[name]), shortText(scope[name])]);
    if (rows.length === 0) console.log("No names declared yet.");
    const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
    for (const [name, kind, text] of rows)
      console.log(`${name!.padEnd(widths[0]!)}  ${kind!.padEnd(widths[1]!)}  ${text}`);
  }

  /** `%reset`: names of cells cannot be deleted, but lose their values. */
  reset(names: string[]): void {
    for (const name of names) if (!Reflect.deleteProperty(scope, name)) scope[name] = undefined;
  }

  /** `%load file`. */
  load(path: string): void {
    const text = readFileSync(path.replace(/^(["'])(.*)\1$/, "$2"), "utf8");
    this.#host.addPayload({ source: "set_next_input", text: `// %load ${path}\n${text}`, replace: true });
  }

  /** `%%writefile [-a] file`. */
  writeFile(args: string, text: string): void {
    const append = /^(-a|--append)\s+/.exec(args)?.[0] ?? "";
    const path = args.slice(append.length).replace(/^(["'])(.*)\1$/, "$2");
    if (path === "") throw new Error("%%writefile: expected a file name, got none");
    const content = text === "" || text.endsWith("\n") ? text : `${text}\n`;
    if (append) appendFileSync(path, content);
    else writeFileSync(path, content);
    console.log(append ? `Appended to ${path}` : `Wrote ${path}`);
  }

  /** `!command`, with its output in the cell as it comes. */
  shell(command: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"] });
      child.stdout.setEncoding("utf8").on("data", (text: string) => process.stdout.write(text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => process.stderr.write(text));
      child.on("error", reject);
      child.on("close", (code, signal) => {
        if (code !== 0) process.stderr.write(`!${command}: ${signal ? `ended by ${signal}` : `exit code ${code}`}\n`);
        resolve();
      });
    });
  }

  /** `%help`. */
  help(): void {
    process.stdout.write(helpText());
  }

  refuse(message: string): void {
    throw new Error(message);
  }
}

function kindOf(value: unknown): string {
  if (typeof value === "function")
    return /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  return value.constructor?.name || "object";
}

function shortText(value: unknown): string {
  if (typeof value === "function") return value.name;
  const { shape, dtype } = Object(value) as { shape?: unknown; dtype?: unknown };
  if (Array.isArray(shape) && typeof dtype === "string") return `(${shape.join(", ")}) ${dtype}`;
  const text = inspect(value, {
    depth: 0,
    breakLength: Number.POSITIVE_INFINITY,
    maxArrayLength: 5,
    maxStringLength: 60,
  });
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

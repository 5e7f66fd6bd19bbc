import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";

/** The Python process that runs the peers' work, one case at a time. */
export class Peers {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;

  constructor(python: string, script: string) {
    this.child = spawn(python, [script]);
    this.child.stderr.pipe(process.stderr);
    this.reader = createInterface({ input: this.child.stdout });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  /** The versions of the peers: the first line that the process prints. */
  async versions(): Promise<Record<string, string>> {
    return (await this.next()) as Record<string, string>;
  }

  /** Milliseconds of each of `times` runs of a case: `torch conv course forward float32`. */
  async run(name: string, times: number): Promise<number[]> {
    this.child.stdin.write(`${JSON.stringify({ name, times })}\n`);
    return (await this.next()) as number[];
  }

  close(): void {
    this.child.stdin.end();
    this.reader.close();
  }

  private async next(): Promise<unknown> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error("bench:lib: the peers' process ended");
    return JSON.parse(value);
  }
}

/**
 * The program in the sandbox: loads the library, then answers on its pipes until the other side hangs up. Loading is done
 * when the program's snapshot is made (see ../programs.ts), the rest in every process.
 */
import "./late-decoders.ts"; // first

import { writeSync } from "node:fs";
import { startupSnapshot } from "node:v8";
import { random } from "gradlab/lib";
import { makeArray } from "../../membrane/wire/make-array.ts";
import { fillGaps } from "./globals.ts";
import { restoreDecoders } from "./late-decoders.ts";
import { type Compiled, compileCells, loadModule } from "./load.ts";
import { rehearse } from "./rehearse.ts";
import { Server } from "./server.ts";

/** Cells of the student's, or what was compiled of them before in a process that ran none of it. */
async function load(
  source: string[] | Compiled,
  names: string[],
  seed: number[],
  withheld: string[],
): Promise<unknown> {
  random.seed(seed);
  const { code, problems } = Array.isArray(source) ? compileCells(source, [names])[0] : source;
  for (const problem of problems) writeSync(2, `${problem}\n`);
  return loadModule(code, new Set(withheld));
}

async function main(): Promise<void> {
  fillGaps();
  await new Server({ makeArray, load, compile: compileCells }).serve();
  process.exit(0);
}

restoreDecoders();
if (startupSnapshot.isBuildingSnapshot()) {
  void rehearse();
  startupSnapshot.setDeserializeMainFunction(() => void main());
} else void main();

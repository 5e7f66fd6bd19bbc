/** The program in the sandbox: loads the library, then answers on its pipes until the other side hangs up. */
import { writeSync } from "node:fs";
import { random } from "gradlab/lib";
import { makeArray } from "../../membrane/wire/make-array.ts";
import { fillGaps } from "./globals.ts";
import { loadCells } from "./load.ts";
import { Server } from "./server.ts";

async function load(cells: string[], names: string[], seed: number[]): Promise<unknown> {
  random.seed(seed);
  const { exports, problems } = await loadCells(cells, names);
  for (const problem of problems) writeSync(2, `${problem}\n`);
  return exports;
}

fillGaps();
await new Server({ makeArray, load }).serve();
process.exit(0);

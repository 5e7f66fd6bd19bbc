/** Runs a notebook beside the source notebook over the real kernel and hands over the list that it exports. */
import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type Kernel, startKernel } from "gradlab/kernel/client";
import { readNotebook } from "gradlab/kernel/notebook";

export interface ExportedList<Item> {
  /** Path of the notebook. */
  file: string;
  /** The name of the list, which holds plain data. */
  name: string;
  /** Environment variables of the kernel, over the present ones. */
  env?: Record<string, string>;
  /** Told of every item as soon as the cell that made it has run. */
  onItem?: (item: Item) => void;
}

/**
 * Runs all code cells.
 * @returns the items of the exported list
 * @throws Error when there is no such notebook, or when a cell of it raises
 */
export async function runExported<Item>({ file, name, env, onItem }: ExportedList<Item>): Promise<Item[]> {
  if (!existsSync(file)) throw new Error(`expected a notebook that exports \`${name}\` at ${file}, got no such file`);
  const kernel = await startKernel({ cwd: dirname(file), env });
  const items: Item[] = [];
  try {
    for (const cell of readNotebook(file).cells) {
      if (cell.cell_type !== "code") continue;
      await mustRun(kernel, cell.source, file);
      const fresh = (await itemsOf<Item>(kernel, name, file)).slice(items.length);
      for (const item of fresh) onItem?.(item);
      items.push(...fresh);
    }
  } finally {
    await kernel.shutdown();
  }
  return items;
}

/** The list as it is now; empty before the cell that declares it. */
async function itemsOf<Item>(kernel: Kernel, name: string, file: string): Promise<Item[]> {
  const list = `typeof ${name} === "undefined" ? [] : ${name}`;
  return JSON.parse(await mustRun(kernel, `%nocheck\nconsole.log(JSON.stringify(${list}))`, file));
}

/** Runs a cell and returns what it printed. */
async function mustRun(kernel: Kernel, source: string, file: string): Promise<string> {
  const { outputs } = await kernel.execute(source);
  const error = outputs.find((output) => output.output_type === "error");
  if (error) throw new Error(`${basename(file)}: ${error.ename}: ${error.evalue}`);
  return outputs
    .map((output) => (output.output_type === "stream" && output.name === "stdout" ? output.text : ""))
    .join("");
}

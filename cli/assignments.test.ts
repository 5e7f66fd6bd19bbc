/** Every assignment as its author left it: the source notebook runs from top to bottom in the real kernel, types checked. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadAssignment } from "gradlab/autograder";
import { runNotebook } from "gradlab/kernel/client";

const root = join(import.meta.dirname, "..", "assignments");
const names = readdirSync(root).filter((name) => existsSync(join(root, name, `${name}.ipynb`)));
const RUN_MS = 10 * 60_000;

test.each(names)(
  "%s: the reference runs without an error",
  async (name) => {
    const folder = join(root, name);
    const loaded = loadAssignment(folder);
    if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
    const raised: string[] = [];
    await runNotebook(loaded.assignment.notebook, {
      cwd: folder,
      env: { ...process.env, GRADLAB_SOURCE: folder },
      onCell: ({ index, result }) => {
        const error = result.outputs.find((output) => output.output_type === "error");
        if (error) raised.push(`cell ${index + 1}: ${error.evalue}`);
      },
    });
    expect(raised).toEqual([]);
  },
  RUN_MS,
);

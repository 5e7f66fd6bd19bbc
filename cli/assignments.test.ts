/** Every assignment as its author left it: its notebooks run from top to bottom in the real kernel, types checked. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadAssignment, release } from "gradlab/autograder";
import { runNotebook } from "gradlab/kernel/client";
import { readNotebook, toModule } from "gradlab/kernel/notebook";

const root = join(import.meta.dirname, "..", "assignments");
const names = readdirSync(root).filter((name) => existsSync(join(root, name, `${name}.ipynb`)));
const RUN_MS = 10 * 60_000;

function assignmentOf(name: string) {
  const loaded = loadAssignment(join(root, name));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  return loaded.assignment;
}

test.each(names)("%s: the release parses, stubs and all", (name) => {
  expect(toModule(release(assignmentOf(name).notebook).cells).problems).toEqual([]);
});

/** What raised in a notebook of the folder, in words. */
async function errorsOf(folder: string, file: string): Promise<string[]> {
  const raised: string[] = [];
  await runNotebook(readNotebook(join(folder, file)), {
    cwd: folder,
    env: { ...process.env, GRADLAB_SOURCE: folder },
    onCell: ({ index, result }) => {
      const error = result.outputs.find((output) => output.output_type === "error");
      if (error) raised.push(`${file}, cell ${index + 1}: ${error.evalue}`);
    },
  });
  return raised;
}

test.each(names)(
  "%s: the reference runs without an error, and so does what is released alongside",
  async (name) => {
    const { folder, alongside } = assignmentOf(name);
    const notebooks = alongside.filter((file) => file.endsWith(".ipynb"));
    for (const file of [`${name}.ipynb`, ...notebooks]) expect(await errorsOf(folder, file)).toEqual([]);
  },
  RUN_MS,
);

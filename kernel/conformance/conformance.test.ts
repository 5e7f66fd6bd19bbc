/** Jupyter's own suite, our conversations, nbconvert (and nbclient in it) and papermill, all from Python against the installed kernel. Runs what is built in dist/. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installKernel } from "gradlab/kernel";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");

let folder: string;
let python: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-conformance-"));
  installKernel({ place: { kind: "prefix", prefix: folder }, name: "gradlab", displayName: "Gradlab", env: {} });
  env = {
    ...process.env,
    JUPYTER_PATH: join(folder, "share", "jupyter"),
    GRADLAB_HISTORY: join(folder, "history.jsonl"),
    GRADLAB_QUIET: "1",
  };
  const { stdout } = await run(process.execPath, [join(root, "setup/python.mjs")], { cwd: root });
  python = stdout.trim().split("\n").at(-1) as string;
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function unittest(module: string): Promise<string> {
  const options = { cwd: import.meta.dirname, env, timeout: 150_000 };
  const { stderr } = await run(python, ["-m", "unittest", module], options).catch((error) => error);
  return stderr;
}

test.each(["test_suite", "test_conversations"])(
  "%s passes, nothing skipped",
  async (module) => {
    const report = await unittest(module);
    expect(report).toMatch(/^OK$/m);
  },
  200_000,
);

const NOTEBOOK = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "gradlab", display_name: "Gradlab", language: "typescript" } },
  cells: Array.from({ length: 60 }, (_, i) => ({
    id: `c${i}`,
    cell_type: "code",
    metadata: {},
    outputs: [],
    execution_count: null,
    source: `console.log("line ${i}");\n${i} * 2`,
  })),
};

const TOOLS: [name: string, ...args: string[]][] = [
  ["nbconvert --execute", "nbconvert", "--to", "notebook", "--execute", "--output", "OUT", "IN"],
  ["papermill", "papermill", "IN", "OUT", "--no-progress-bar"],
];

test.each(TOOLS)(
  "%s gives every cell exactly its outputs",
  async (_name, module, ...args) => {
    const files: Record<string, string> = { IN: join(folder, "in.ipynb"), OUT: join(folder, `${module}.ipynb`) };
    writeFileSync(files.IN as string, JSON.stringify(NOTEBOOK));
    await run(python, ["-m", module as string, ...args.map((arg) => files[arg] ?? arg)], { env, timeout: 120_000 });
    const { cells } = JSON.parse(readFileSync(files.OUT as string, "utf8"));
    const shown = cells.map(({ outputs }: { outputs: { text?: string[]; data?: Record<string, string[]> }[] }) =>
      outputs.map(({ text, data }) => (text ?? data?.["text/plain"] ?? []).join("")),
    );
    expect(shown).toEqual(NOTEBOOK.cells.map((_, i) => [`line ${i}\n`, String(i * 2)]));
  },
  150_000,
);

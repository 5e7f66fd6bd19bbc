import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, expect, test } from "@jest/globals";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const built = resolve("dist/kernel/executor/load-module.js");

/** Runs a script with a loader in a folder that has the given files; gives what the script returned, as JSON. */
function within(files: Record<string, string>, script: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), "load-module-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const code = `import { writeFileSync } from "node:fs";
    import { ModuleLoader } from ${JSON.stringify(built)};
    const loader = new ModuleLoader(process.cwd());
    loader.install();
    const edit = (name, text) => writeFileSync(name, text);
    const bind = async (from, names) => Object.assign(globalThis, await loader.bind(from, names));
    const message = (promise) => promise.then(() => "no error", (error) => error.message);
    console.log(JSON.stringify(await (async () => { ${script} })()));`;
  const flags = ["--experimental-vm-modules", "--no-warnings", "--input-type=module", "-e", code];
  const run = spawnSync(process.execPath, flags, { cwd: folder, encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

const notebook = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    { cell_type: "code", metadata: {}, outputs: [], execution_count: null, source: "import { k } from './lib/k';" },
    {
      cell_type: "code",
      metadata: {},
      outputs: [],
      execution_count: null,
      source: "export const f =\n  (x: number) => {\n    if (x < 0) throw new Error('negative'); return k * x }",
    },
  ],
});

const files = {
  "helper.ts":
    "import { k, type Shape, Only } from './lib/k.js';\nexport interface Out { n: number }\nexport { Out as Result };\nexport enum Mode { A = 3 }\nexport const f = (x: number): Out => ({ n: k * x });",
  "lib/k.ts": "export let k: number = 2;\nexport interface Only { a: 1 }\nexport type Shape = number;",
  "data.json": '{ "rows": [1, 2] }',
  "book.ipynb": notebook,
  "old.js": "exports.v = 1;",
  "new.js": "export const v = 2; export const here = import.meta.dirname;",
  "top.ts":
    "import data from './data.json'; import { named } from 'cjs'; if (named !== 2) throw named; export const later = async () => (await import('./lib/k.ts')).k + data.rows.length;",
  "broken.ts": "export const a = 1;\nexport const = 2;",
  "node_modules/esm/package.json": '{ "name": "esm", "type": "module", "exports": { "import": "./i.js" } }',
  "node_modules/esm/i.js": "export default 'esm'; export const named = 1;",
  "node_modules/cjs/package.json": '{ "name": "cjs" }',
  "node_modules/cjs/index.js": "module.exports = { named: 2 };",
  "node_modules/half/package.json": '{ "name": "half", "type": "module", "exports": "./i.js" }',
  "node_modules/half/i.js": "import 'nowhere';",
};

test("typescript, json, notebooks, javascript of both kinds, packages of both kinds, node's modules", () => {
  expect(
    within(
      files,
      `await bind("./helper", { f: "f", Mode: "Mode" });
       await bind("./book.ipynb", { g: "f" });
       await bind("./data.json", { data: "default" });
       await bind("esm", { esm: "default", one: "named" });
       await bind("cjs", { two: "named", cjs: "default" });
       await bind("node:path", { path: "*" });
       const old = await loader.import("./old.js"), young = await loader.import("./new.js");
       return [f(3).n, Mode.A, g(4), data.rows, esm, one, two, cjs.named, path.sep, old.v, young.v, young.here === process.cwd(),
         await (await loader.import("./top.ts")).later(), require("./old.js").v];`,
    ),
  ).toEqual([6, 3, 8, [1, 2], "esm", 1, 2, 2, "/", 1, 2, true, 4, 1]);
});

test("gradlab and tslab are the kernel's own, whatever is installed or not", () => {
  expect(
    within(
      { "node_modules/gradlab/package.json": '{ "name": "gradlab" }' },
      `return [typeof (await loader.import("gradlab/lib")).nd, Object.keys(await loader.import("tslab")).includes("display")]`,
    ),
  ).toEqual(["object", true]);
});

test("changed files: the same import again, names in use, dynamic import, a file behind the file", () => {
  expect(
    within(
      files,
      `const seen = [];
       await bind("./helper.ts", { f: "f" });
       await bind("./lib/k.ts", { ns: "*", k: "k" });
       edit("lib/k.ts", "export const k = 10");
       await loader.refresh();
       seen.push(f(1).n, ns.k, k);
       edit("lib/k.ts", "export const k = 100");
       seen.push((await loader.import("./helper.ts")).f(1).n);
       edit("helper.ts", "export const f = () => ({ n: 'new' })");
       await bind("./helper.ts", { f: "f" });
       seen.push(f(1).n);
       globalThis.k = "mine";
       edit("lib/k.ts", "export const k = 1000");
       await loader.refresh();
       seen.push(k, ns.k);
       return seen;`,
    ),
  ).toEqual([10, 10, 10, 100, "new", "mine", 1000]);
});

test("a changed file that does not load keeps the version before, says so once, and is taken when mended", () => {
  const [said, again, kept, mended] = within(
    files,
    `await bind("./lib/k.ts", { k: "k" });
     edit("lib/k.ts", "export const = 1");
     const said = await loader.refresh(), again = await loader.refresh();
     const kept = k;
     edit("lib/k.ts", "export const k = 7");
     await loader.refresh();
     return [said, again ?? null, kept, k];`,
  ) as [string, null, number, number];
  expect(said).toMatch(/\.\/lib\/k\.ts changed but does not load.*k\.ts:1:14/);
  expect([again, kept, mended]).toEqual([null, 2, 7]);
});

test("a package that is installed after its import failed", () => {
  expect(
    within(
      { "x.ts": "" },
      `const before = await message(loader.import("paper"));
       await loader.import("node:fs").then((fs) => fs.mkdirSync("node_modules/paper", { recursive: true }));
       edit("node_modules/paper/package.json", '{ "name": "paper", "type": "module", "exports": "./i.js" }');
       edit("node_modules/paper/i.js", "export const width = 7");
       return [before.includes("npm install paper"), (await loader.import("paper")).width];`,
    ),
  ).toEqual([true, 7]);
});

test("what is not there or does not parse says what to do", () => {
  const [missing, scoped, inner, file, near, builtin, broken] = within(
    files,
    `return [await message(loader.import("left-pad")), await message(loader.import("@a/b/c")), await message(loader.import("half")),
       await message(loader.import("./nope")), await message(loader.import("helper")), await message(loader.import("node:nope")),
       await message(loader.import("./broken.ts"))]`,
  ) as string[];
  expect(missing).toContain("!npm install left-pad");
  expect(scoped).toContain("!npm install @a/b ".trim());
  expect(inner).toContain("nowhere");
  expect(inner).not.toContain("npm install half");
  expect(file).toContain("nope (.ts, .js, .json, .ipynb)");
  expect(near).toContain('write "./helper.ts"');
  expect(builtin).toContain("no module of this name");
  expect(broken).toMatch(/broken\.ts:2:14/);
});

test("errors point to the line of the file, and of the notebook's cell", () => {
  const [stack, place] = within(
    files,
    `await bind("./book.ipynb", { f: "f" });
     try { f(-1) } catch (error) {
       const [, path, line] = /at .*?(\\/[^:()]*book\\.ipynb):(\\d+)/.exec(error.stack);
       return [error.stack, loader.placeOf({ file: path, line: Number(line), column: 1 })];
     }`,
  ) as [string, unknown];
  expect(stack).toContain("book.ipynb:");
  expect(place).toEqual({ file: expect.stringMatching(/book\.ipynb, cell 2$/), line: 3, column: 1 });
});

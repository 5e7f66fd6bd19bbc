/** Names that live on: what a function of an earlier cell sees, and what an edited file brings. */
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Kernel } from "gradlab/kernel/client";
import { type Bench, type Figures, said } from "../bench.ts";
import type { Language } from "../peers.ts";

/** Cells run one after the other; the last prints `yes` where the earlier function saw what came later. */
type Case = [name: string, ...cells: string[]];

const LIVE: Record<Language, Case[]> = {
  typescript: [
    ["let assigned", "let a = 1; function readA() { return a }", "a = 2", "console.log(readA() === 2 && 'yes')"],
    ["arrow over var", "var b = 1; const readB = () => b", "b = 2", "console.log(readB() === 2 && 'yes')"],
    ["let declared again", "let c = 1; const readC = () => c", "let c = 2", "console.log(readC() === 2 && 'yes')"],
    [
      "const declared again",
      "const d = 1; const readD = () => d",
      "const d = 2",
      "console.log(readD() === 2 && 'yes')",
    ],
    [
      "const for let",
      "let e: unknown = 1; const readE = () => e",
      "const e = 'two'",
      "console.log(readE() === 'two' && 'yes')",
    ],
    [
      "function redefined",
      "function f() { return 1 }\nconst callF = () => f()",
      "function f() { return 2 }",
      "console.log(callF() === 2 && 'yes')",
    ],
    [
      "class redefined",
      "class G { n = 1 }\nconst makeG = () => new G()",
      "class G { n = 2 }",
      "console.log(makeG().n === 2 && 'yes')",
    ],
    [
      "counted by a function",
      "let h = 0; const bump = () => { h += 1 }",
      "bump(); bump()",
      "console.log(h === 2 && 'yes')",
    ],
    [
      "seen after an await",
      "let i = 1; const later = async () => { await null; return i }",
      "i = 2",
      "console.log(await later() === 2 && 'yes')",
    ],
  ],
  python: [
    ["assigned", "a = 1\ndef readA(): return a", "a = 2", "print(readA() == 2 and 'yes')"],
    ["lambda", "b = 1\nreadB = lambda: b", "b = 2", "print(readB() == 2 and 'yes')"],
    ["assigned another type", "c = 1\nreadC = lambda: c", "c = 'two'", "print(readC() == 'two' and 'yes')"],
    ["unpacked", "d = 1\nreadD = lambda: d", "d, _ = 2, 3", "print(readD() == 2 and 'yes')"],
    ["function for a number", "e = 1\nreadE = lambda: e", "def e(): return 2", "print(readE()() == 2 and 'yes')"],
    [
      "function redefined",
      "def f(): return 1\ncallF = lambda: f()",
      "def f(): return 2",
      "print(callF() == 2 and 'yes')",
    ],
    ["class redefined", "class G: n = 1\nmakeG = lambda: G()", "class G: n = 2", "print(makeG().n == 2 and 'yes')"],
    ["counted by a function", "h = 0\ndef bump():\n  global h\n  h += 1", "bump(); bump()", "print(h == 2 and 'yes')"],
    [
      "seen after an await",
      "import asyncio\ni = 1\nasync def later():\n  await asyncio.sleep(0)\n  return i",
      "i = 2",
      "print(await later() == 2 and 'yes')",
    ],
  ],
};

/** Nine cases of a function that must see a later assignment from another cell. */
export async function liveNames({ peer, start }: Bench, figures: Figures): Promise<void> {
  const kernel = await start();
  const cases = LIVE[peer.language];
  let seen = 0;
  for (const [, ...cells] of cases) if ((await last(kernel, cells)).trim() === "yes") seen += 1;
  figures["a function sees a later assignment, nine cases"] = `${seen} of ${cases.length}`;
}

async function last(kernel: Kernel, cells: string[]): Promise<string> {
  let text = "";
  for (const cell of cells) text = await said(kernel, cell);
  return text;
}

/** A module next to the notebook, and one that it imports: `say()` gives the sum of both numbers. `%` stands for how the peer names a file. */
const FILES: Record<Language, { prepare: string; own: string; inner: string; uses: [string, string, string] }> = {
  typescript: {
    prepare: "0",
    own: 'import { inner } from "%inner.ts";\nexport const say = (): number => NUMBER + inner;\n',
    inner: "export const inner = NUMBER;\n",
    uses: [
      'import { say } from "%own.ts"; console.log(say())',
      "console.log(say())",
      'console.log((await import("%own.ts")).say())',
    ],
  },
  python: {
    prepare: "%load_ext autoreload\n%autoreload 2",
    own: "import inner\ndef say(): return NUMBER + inner.inner\n",
    inner: "inner = NUMBER\n",
    uses: [
      "from own import say; print(say())",
      "print(say())",
      "import importlib; print(importlib.import_module('own').say())",
    ],
  },
};

/** Four ways in which a changed file should be seen: the same import again, use without import, dynamic import, a file behind the file. */
export async function hotReload({ peer, folder, start }: Bench, figures: Figures): Promise<void> {
  const { prepare, own, inner, uses } = FILES[peer.language];
  const named = (text: string) =>
    text.replace(/%(\w+\.ts)/, (_, file) => peer.localImport?.(`./${file}`) ?? `./${file}`);
  const [again, without, dynamic] = uses.map(named) as typeof uses;
  const ending = peer.language === "python" ? "py" : "ts";
  const write = (name: string, text: string, number: number) =>
    put(join(folder, `${name}.${ending}`), named(text).replace("NUMBER", String(number)), number);
  const kernel = await start();
  write("inner", inner, 0);
  write("own", own, 1);
  await said(kernel, prepare);
  await said(kernel, again);
  let seen = 0;
  for (const [use, number] of [
    [again, 2],
    [without, 3],
    [dynamic, 4],
  ] as const) {
    write("own", own, number);
    if ((await said(kernel, use)).trim() === String(number)) seen += 1;
  }
  write("inner", inner, 10);
  if ((await said(kernel, again)).trim() === "14") seen += 1;
  figures["hot reload of an edited file, four cases"] = `${seen} of 4`;
}

/** Python compares times in whole seconds, so each version is younger by some. */
function put(path: string, text: string, version: number): void {
  writeFileSync(path, text);
  const seconds = Date.now() / 1_000 + 2 * version;
  utimesSync(path, seconds, seconds);
}

/** The kernel as a student meets it: a real JupyterLab in a real browser. Pictures go where `GRADLAB_SCREENSHOTS` names a folder. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jest } from "@jest/globals";
import type { Browser } from "playwright-core";
import { writeNotebook } from "../notebook/index.ts";
import { type JupyterLab, startJupyterLab } from "./jupyter-lab.ts";
import { launchBrowser, NotebookPage } from "./notebook-page.ts";

const PLOT = `display.vegaLite({
  data: { values: [{ epoch: 1, loss: 2.3 }, { epoch: 2, loss: 1.1 }, { epoch: 3, loss: 0.7 }] },
  mark: "line",
  encoding: { x: { field: "epoch", type: "quantitative" }, y: { field: "loss", type: "quantitative" } },
});`;

const NOTEBOOKS: Record<string, string[]> = {
  run: ['import { nd } from "gradlab/lib";\nnd.arange(6).reshape(2, 3)', 'console.log("epoch", 1);\n1 + 1', PLOT],
  stop: ['throw new RangeError("first")', '"second"', '"third"', '"fourth"'],
  types: ["function half(n: number): number {\n  return n / 2;\n}\nhalf('four')"],
  names: [
    "/** Half of it. */\nfunction halfOf(count: number): number {\n  return count / 2;\n}\nconst halfway = 0.5;",
    "half",
    "halfOf(1)",
  ],
  interrupt: ["let kept = 41;", "while (true) kept |= 0;", "kept + 1"],
  restart: ["var gone = 1;", "typeof gone"],
  debug: ["function square(n: number): number {\n  const result = n * n;\n  return result;\n}\nsquare(12)"],
};

// Each test waits for a browser; on a busy machine that takes its time.
jest.setTimeout(180_000);

let lab: JupyterLab;
let browser: Browser;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-notebooks-"));
  for (const [name, cells] of Object.entries(NOTEBOOKS)) writeNotebook(join(folder, `${name}.ipynb`), notebook(cells));
  [lab, browser] = await Promise.all([startJupyterLab(folder), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

function notebook(sources: string[]) {
  const cells = sources.map((source, i) => ({
    cell_type: "code" as const,
    id: `cell-${i}`,
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  const kernelspec = { name: "gradlab", display_name: "TypeScript (Gradlab)", language: "typescript" };
  return { nbformat: 4 as const, nbformat_minor: 5, metadata: { kernelspec }, cells };
}

/** A workspace of its own for each notebook: JupyterLab opens again what a workspace had open. */
async function open(name: string): Promise<NotebookPage> {
  return NotebookPage.open(browser, lab.page(`lab/workspaces/${name}/tree/${name}.ipynb`));
}

test("run all: an array as NumPy prints it, a stream, a value, a plot", async () => {
  const page = await open("run");
  await page.menu("Run", "Run All Cells");
  await page.finished(2);
  expect(await page.output(0).first().textContent()).toBe("[[0 1 2]\n [3 4 5]]");
  expect(await page.output(1).allTextContents()).toEqual(["epoch 1\n", "2"]);
  await page.output(2).locator("svg, canvas, img").first().waitFor();
  expect(await page.coloured(0, '"gradlab/lib"')).toBe(true);
  await page.picture("run-all");
  await page.close();
});

test("run all stops at an error, which names the line", async () => {
  const page = await open("stop");
  await page.menu("Run", "Run All Cells");
  await page.output(0).getByText("RangeError: first").waitFor();
  await page.idle();
  expect(await page.output(0).first().textContent()).toMatch(/--> 1 \| throw new RangeError/);
  expect(await page.output(3).count()).toBe(0);
  await page.close();
});

test("a type error is shown with its line and caret, and the cell does not run", async () => {
  const page = await open("types");
  await page.run(0);
  await page.output(0).getByText("'string' is not assignable").waitFor();
  const text = await page.output(0).first().textContent();
  expect(text).toMatch(/4\s*\|? half\('four'\)/);
  expect(text).toMatch(/~{6}|\^/);
  await page.picture("type-error");
  await page.close();
});

test("completion offers the student's own function; Shift+Tab shows its signature and docs", async () => {
  const page = await open("names");
  await page.run(0);
  await page.finished(0);
  await page.edit(1);
  await page.page.keyboard.press("Tab");
  const offered = page.page.locator(".jp-Completer-item");
  await offered.filter({ hasText: "halfOf" }).waitFor();
  await offered.filter({ hasText: "halfway" }).waitFor();
  await page.picture("completion");
  await page.page.keyboard.press("Escape");
  await page.edit(2);
  await page.page.keyboard.press("Home");
  await page.page.keyboard.press("ArrowRight");
  await page.page.keyboard.press("Shift+Tab");
  const tooltip = page.page.locator(".jp-Tooltip");
  await tooltip.getByText("Half of it.").waitFor();
  expect(await tooltip.textContent()).toContain("halfOf(count: number): number");
  await page.picture("tooltip");
  await page.close();
});

test("the stop button ends a loop and keeps the variables", async () => {
  const page = await open("interrupt");
  await page.run(0);
  await page.finished(0);
  await page.run(1);
  await page.busy();
  await page.menu("Kernel", "Interrupt Kernel");
  await page
    .output(1)
    .getByText(/interrupt/i)
    .first()
    .waitFor();
  await page.picture("interrupt");
  await page.run(2);
  await page.output(2).getByText("42").waitFor();
  await page.close();
});

test("Notebook 7, the heir of the classic one: run all, a value, a plot", async () => {
  const page = await NotebookPage.open(browser, lab.page("notebooks/run.ipynb"));
  await page.menu("Run", "Run All Cells");
  await page.finished(2);
  expect(await page.output(0).first().textContent()).toBe("[[0 1 2]\n [3 4 5]]");
  await page.output(2).locator("svg, canvas, img").first().waitFor();
  await page.picture("notebook-7");
  await page.close();
});

test("a restart forgets", async () => {
  const page = await open("restart");
  await page.run(0);
  await page.finished(0);
  await page.menu("Kernel", "Restart Kernel…");
  await page.page.getByRole("button", { name: "Confirm Kernel Restart" }).click();
  await page.restarted();
  await page.run(1);
  await page.output(1).getByText("Cannot find name 'gone'").first().waitFor();
  await page.close();
});

test("the debugger stops at a breakpoint and shows a variable", async () => {
  const page = await open("debug");
  await page.debuggerAsked();
  await page.page.locator(".jp-DebuggerBugButton:not([aria-disabled=true]):not([disabled])").first().click();
  await page.answered("attach");
  await page.page.locator(".cm-breakpoint-gutter").first().waitFor();
  const before = await page.answers("setBreakpoints");
  await page.breakpoint(3);
  await page.answered("setBreakpoints", before + 1);
  await page.run(0);
  await page.page.getByText("Paused in Debugger").waitFor();
  await page.page
    .getByText(/^square/)
    .first()
    .waitFor();
  await page.page.getByText("144", { exact: true }).first().waitFor();
  await page.picture("debugger");
  await page.page.keyboard.press("F9");
  await page.finished(0);
  await page.close();
});

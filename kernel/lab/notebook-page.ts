/** A notebook open in JupyterLab, as a student sees and uses it: cells, their outputs, the keyboard. */
import type { Browser, Locator, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { tool } from "./jupyter-lab.ts";

/** How long a student would look at a page that does not do what was asked. */
const ACTION_MS = 15_000;

const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium without a window; the flags keep it from looking for hosts of its maker. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: tool("browser"), args: BROWSER_FLAGS });
}

export class NotebookPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a notebook and waits until its kernel is idle. */
  static async open(browser: Browser, address: string, width = 1280, height = 900): Promise<NotebookPage> {
    const page = await browser.newPage({ viewport: { width, height } });
    page.setDefaultTimeout(ACTION_MS);
    await page.goto(address);
    await page.locator(".jp-Notebook .jp-Cell").first().waitFor({ timeout: 60_000 });
    const notebook = new NotebookPage(page);
    await notebook.idle();
    return notebook;
  }

  /** The cell at `index`, counted from 0 over all kinds of cells. */
  cell(index: number): Locator {
    return this.page.locator(".jp-Notebook .jp-Cell").nth(index);
  }

  /** What stands below the cell at `index`. */
  output(index: number): Locator {
    return this.cell(index).locator(".jp-OutputArea-output");
  }

  /** Whether the editor colours this piece of a cell's text, and not as plain text. */
  async coloured(index: number, piece: string): Promise<boolean> {
    return (await this.cell(index).locator(".cm-line span", { hasText: piece }).count()) > 0;
  }

  /** Waits until the kernel has nothing to do; the toolbar's circle says so before there is a kernel, the status bar does not. */
  async idle(timeout = ACTION_MS): Promise<void> {
    await this.page.locator(".jp-StatusBar-Left", { hasText: "| Idle" }).waitFor({ timeout });
  }

  /** Waits until the kernel is at work. */
  async busy(): Promise<void> {
    await this.page.locator(".jp-StatusBar-Left", { hasText: "| Busy" }).waitFor();
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** Runs one cell with Shift+Enter; does not wait for its end. */
  async run(index: number): Promise<void> {
    await this.cell(index).locator(".jp-InputArea-editor .cm-content").click();
    await this.page.keyboard.press("Shift+Enter");
  }

  /** Waits until the cell at `index` has a number in its prompt. */
  async finished(index: number, timeout = ACTION_MS): Promise<void> {
    await this.cell(index)
      .locator(".jp-InputPrompt", { hasText: /\[\d+\]/ })
      .waitFor({ timeout });
  }

  /** Chooses an entry of the menu bar: `menu("Run", "Run All Cells")`. */
  async menu(title: string, entry: string): Promise<void> {
    await this.page.locator(".lm-MenuBar-item", { hasText: new RegExp(`^${title}$`) }).click();
    await this.page
      .locator(".lm-Menu-item", { hasText: new RegExp(`^${entry}`) })
      .first()
      .click();
  }

  /** Sets a breakpoint at a line of the first cell; as a student does, clicks again where the panel was not ready yet. */
  async breakpoint(line: number): Promise<void> {
    const set = this.page.locator(".jp-DebuggerBreakpoint").first();
    for (const end = Date.now() + ACTION_MS; Date.now() < end; ) {
      await this.page.locator(".cm-breakpoint-gutter .cm-gutterElement").nth(line).click();
      const shown = await set.waitFor({ timeout: 1500 }).then(
        () => true,
        () => false,
      );
      if (shown) return;
    }
    throw new Error(`expected a breakpoint at line ${line} in the debugger's panel, got none`);
  }

  /** Puts the text cursor at the end of a cell's text. */
  async edit(index: number): Promise<void> {
    await this.cell(index).locator(".jp-InputArea-editor .cm-content").click();
    await this.page.keyboard.press("Control+End");
  }

  /** A picture of the page, to be looked at (kept where `GRADLAB_SCREENSHOTS` names a folder). */
  async picture(name: string): Promise<void> {
    const folder = process.env.GRADLAB_SCREENSHOTS;
    if (folder) await this.page.screenshot({ path: `${folder}/${name}.png` });
  }
}

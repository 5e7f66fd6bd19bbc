/** A notebook open in JupyterLab, as a student sees and uses it: cells, their outputs, the keyboard. */
import type { Browser, Locator, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { tool } from "./jupyter-lab.ts";

/** How long a page may take for what was asked: far longer than it does, since the machine may be busy with other work. */
const ACTION_MS = 30_000;

const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What a page notes of its kernel's life (see `listen`). */
interface Seen {
  /** Every status since the page was opened. */
  statuses: string[];
  /** Commands of the debugger that the kernel has answered. */
  answers: string[];
}

/** What JupyterLab shows of itself in a page: https://jupyterlab.readthedocs.io/en/stable/api/ */
interface JupyterWindow {
  jupyterapp: { shell: { currentWidget: { sessionContext: SessionContext } } };
  seen: Seen;
}

interface Signal<T> {
  connect(slot: (sender: unknown, value: T) => void): void;
}

interface KernelMessage {
  msg: { header: { msg_type: string }; content: { command: string } };
}

interface SessionContext {
  ready: Promise<void>;
  statusChanged: Signal<string>;
  session: { kernel: { status: string; anyMessage: Signal<KernelMessage> } };
}

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
    await notebook.#listen();
    await notebook.idle();
    return notebook;
  }

  /** Has the page note what happens between it and the kernel, so that a test can wait for it. */
  async #listen(): Promise<void> {
    await this.page.evaluate(async () => {
      const jupyter = globalThis as unknown as JupyterWindow;
      const context = jupyter.jupyterapp.shell.currentWidget.sessionContext;
      await context.ready;
      const seen: Seen = { statuses: [], answers: [] };
      jupyter.seen = seen;
      context.statusChanged.connect((_, status) => seen.statuses.push(status));
      context.session.kernel.anyMessage.connect((_, { msg }) => {
        if (msg.header.msg_type === "debug_reply") seen.answers.push(msg.content.command);
      });
    });
  }

  /** Waits until the kernel has been started anew and is idle again. */
  async restarted(): Promise<void> {
    await this.page.waitForFunction(() => {
      const { statuses } = (globalThis as unknown as JupyterWindow).seen;
      return statuses.includes("restarting") && statuses.at(-1) === "idle";
    });
  }

  /** Waits until the kernel has answered a command of the debugger `times` times since the page was opened. */
  async answered(command: string, times = 1): Promise<void> {
    const enough = ({ command, times }: { command: string; times: number }) =>
      (globalThis as unknown as JupyterWindow).seen.answers.filter((one) => one === command).length >= times;
    await this.page.waitForFunction(enough, { command, times });
  }

  /**
   * Waits until JupyterLab has asked the debugger nothing for half a second: opening a notebook it asks several times, and a debugger
   * switched on in between, sooner than a person could, ignores breakpoints.
   */
  async debuggerAsked(): Promise<void> {
    await this.answered("debugInfo");
    for (let before = -1, now = 0; now !== before; ) {
      before = await this.answers("debugInfo");
      await this.page.waitForTimeout(500);
      now = await this.answers("debugInfo");
    }
  }

  /** How often the kernel has answered a command of the debugger. */
  answers(command: string): Promise<number> {
    return this.page.evaluate(
      (wanted) => (globalThis as unknown as JupyterWindow).seen.answers.filter((one) => one === wanted).length,
      command,
    );
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

  /** Waits until the kernel has nothing to do. */
  async idle(): Promise<void> {
    await this.#status("idle");
  }

  /** Waits until the kernel is at work. */
  async busy(): Promise<void> {
    await this.#status("busy");
  }

  async #status(wanted: string): Promise<void> {
    await this.page.waitForFunction((status) => {
      const { sessionContext } = (globalThis as unknown as JupyterWindow).jupyterapp.shell.currentWidget;
      return sessionContext.session.kernel.status === status;
    }, wanted);
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

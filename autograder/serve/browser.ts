/** Chromium without a window, as the tests and the measurements of the page drive it. */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";

/** The flags keep it from looking for hosts of its maker. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-sync",
];

export async function launchBrowser(): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  const project = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));
  const finder = join(project, "setup", "browser.mjs");
  const executablePath = execFileSync(process.execPath, [finder], { encoding: "utf8" }).trim();
  return chromium.launch({ executablePath, args: FLAGS });
}

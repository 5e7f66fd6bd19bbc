// The browser of the tests: Chromium as the machine has it; on Debian as root it is installed where it is missing.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { command } from "./command.mjs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

/** The path of a Chromium (`GRADLAB_CHROMIUM` first), installed by apt-get where that is possible. */
export async function setUpBrowser(/** @type {(line: string) => void} */ log = () => {}) {
  const found = findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    log("installing Chromium by apt-get");
    await command("apt-get", ["update", "-qq"]);
    await command("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"]);
  }
  const installed = findBrowser();
  if (!installed) throw new Error("no Chromium found");
  return installed;
}

function findBrowser() {
  const named = process.env.GRADLAB_CHROMIUM;
  if (named && !existsSync(named)) throw new Error(`GRADLAB_CHROMIUM: expected a file, got ${named}`);
  return named ?? places.find((path) => existsSync(path));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await setUpBrowser(console.error));

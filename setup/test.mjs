// `npm test`: sets everything up, then format, lint, types and all tests. `.ci/run` calls it.
import { join } from "node:path";
import { setUpBrowser } from "./browser.mjs";
import { command } from "./command.mjs";
import { setUpPython } from "./python.mjs";
import { root, setUpSteps } from "./setup.mjs";
import { runSteps } from "./steps.mjs";

const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
const jest = join(root, "node_modules", "jest", "bin", "jest.js");

await runSteps([
  ...setUpSteps,
  {
    title: "Python for the tests",
    run: setUpPython,
    mend: "Python 3.9 or newer with pip and venv is needed (Debian: apt-get install python3-venv)",
  },
  {
    title: "browser for the tests",
    run: setUpBrowser,
    mend: "install Chromium, or name yours in GRADLAB_CHROMIUM",
  },
  {
    title: "format and lint",
    run: async () =>
      void (await command(process.execPath, [biome, "check", "--error-on-warnings", "."], { cwd: root })),
    mend: "run `npm run format`, then mend what is left",
  },
]);

try {
  await command(process.execPath, ["--experimental-vm-modules", "--no-warnings", jest, ...process.argv.slice(2)], {
    cwd: root,
    show: true,
  });
} catch {
  console.error("tests failed: see above; one file alone: npm run jest -- path/to/file.test.ts");
  process.exit(1);
}

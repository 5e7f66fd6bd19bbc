// `npm test`: sets everything up, then format, lint, types, all tests and every assignment's samples. `.ci/run` calls it.
// `npm test -- path` runs the tests of that path alone.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setUpBrowser } from "./browser.mjs";
import { command } from "./command.mjs";
import { setUpPython } from "./python.mjs";
import { root, setUpSteps } from "./setup.mjs";
import { runSteps } from "./steps.mjs";

/** Samples of the quick form. The mutants of `frameworks` train TensorFlow.js for minutes: `gradlab verify --all` has them. */
const quick = { frameworks: "^(?!mutant)" };

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

const only = process.argv.slice(2);
await show(
  ["--experimental-vm-modules", "--no-warnings", jest, ...only],
  "tests failed: see above; one file alone: npm run jest -- path/to/file.test.ts",
);
if (only.length === 0) {
  const folders = readdirSync(join(root, "assignments"), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  for (const { name } of folders) {
    console.log(`grading the samples of ${name}: reference, empty notebook, mutants, cheats, answers without thought`);
    const samples = name in quick ? ["--only", quick[name]] : [];
    await show(
      [join(root, "cli", "gradlab.mjs"), "verify", join(root, "assignments", name), "--seed", "231", ...samples],
      `a sample was graded otherwise than it must be: see above; this assignment alone: npx gradlab verify assignments/${name}`,
    );
  }
}

/** Runs a Node.js program with its output shown; where it fails, ends with what to do. */
async function show(args, mend) {
  try {
    await command(process.execPath, args, { cwd: root, show: true });
  } catch {
    console.error(mend);
    process.exit(1);
  }
}

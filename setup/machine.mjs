// What a machine needs besides npm packages; the same steps in a clone (`npm run setup`) and in a course (`gradlab setup`).
import { runSteps } from "./steps.mjs";

/** @type {import("./steps.mjs").Step[]} */
export const machineSteps = [
  {
    title: "gradebook's database",
    run: async () => (await import("./sqlite.mjs")).setUpSqlite(),
    mend: "install a C++ compiler and make (Debian: apt-get install build-essential)",
  },
  {
    title: "native engine",
    run: async (log) => describe(await (await import("./engine.mjs")).setUpEngine({ log })),
    mend: "run `node setup/engine.mjs` alone to see more",
  },
  {
    title: "sandbox launcher",
    run: async (log) => describe(await (await import("./sandbox.mjs")).setUpSandbox({ log })),
    mend: "install a C compiler (Debian: apt-get install build-essential)",
  },
];

function describe({ detail, mend }) {
  return mend ? `${detail}; ${mend}` : detail;
}

/** Runs the steps; each is skipped where it is already so. */
export const setUpMachine = () => runSteps(machineSteps);

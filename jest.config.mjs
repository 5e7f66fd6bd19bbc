/** The instructor's page is JSX, rendered on the server by Hono. */
const JSX = {
  target: "es2022",
  parser: { syntax: "typescript", tsx: true },
  transform: { react: { runtime: "automatic", importSource: "hono/jsx" } },
};

/** Tests lie beside what they test and run on the sources; processes that a test starts run from dist/. */
export default {
  testEnvironment: "node",
  // Jest 30 empties what a test file leaves behind, `performance` and `crypto` of the next file in the same worker included.
  testEnvironmentOptions: { globalsCleanup: "off" },
  roots: ["kernel", "lib", "datasets", "autograder", "assignments", "cli"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "es6" } }],
    "\\.tsx$": ["@swc/jest", { jsc: JSX, module: { type: "es6" } }],
  },
  moduleNameMapper: {
    "^gradlab/check$": "<rootDir>/autograder/check/index.ts",
    "^gradlab/(lib|kernel|datasets|autograder)$": "<rootDir>/$1/index.ts",
    "^gradlab/autograder/serve$": "<rootDir>/autograder/serve/index.ts",
    "^gradlab/kernel/(notebook|client)$": "<rootDir>/kernel/$1/index.ts",
  },
  globalSetup: "<rootDir>/setup/jest/make-folder.mjs",
  globalTeardown: "<rootDir>/setup/jest/remove-folder.mjs",
  maxWorkers: 2,
  testTimeout: 60_000,
};

#!/usr/bin/env node
// The command's front door: plain JavaScript, so that it can say what to do when the project is not built yet.
import { existsSync } from "node:fs";

const main = new URL("../dist/cli/main.js", import.meta.url);
if (!existsSync(main)) {
  console.error("gradlab: not built yet: run `npm run setup` in the project's folder");
  process.exit(1);
}
const { run } = await import(main.href);
await run(process.argv);

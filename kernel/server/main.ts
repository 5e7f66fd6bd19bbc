/** The kernel process: `node main.js --connection-file FILE`. */
import { parseArgs } from "node:util";
import { runKernelProcess } from "./run-process.ts";

const { values } = parseArgs({ options: { "connection-file": { type: "string", short: "f" } } });
if (!values["connection-file"]) {
  console.error("gradlab kernel: expected --connection-file FILE");
  process.exit(2);
}
await runKernelProcess(values["connection-file"]);

/** Runs a kernel in this process until it is shut down. */
import { readConnection } from "../wire/connection.ts";

/** Starts the kernel that `connectionFile` describes, and ends the process with it. The present folder becomes that of the cells. */
export async function runKernelProcess(connectionFile: string): Promise<void> {
  const connection = readConnection(connectionFile);
  const { KernelServer } = await import("./server.ts");
  const server = await KernelServer.start({
    connection,
    cwd: process.cwd(),
    env: process.env,
    log: (text) => process.stderr.write(`gradlab kernel: ${text}\n`),
    onEnd: () => process.exit(0),
  });
  process.on("SIGINT", () => server.interrupt());
  process.on("SIGTERM", () => void server.end());
}

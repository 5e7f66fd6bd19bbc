/** The short form of `npm run soak:kernel`. Processes run from dist/. */
import { startKernel } from "gradlab/kernel/client";
import { fuzz } from "./fuzz.ts";
import { Soak } from "./soak.ts";

test("150 cells with errors, interrupts and ended executors: nothing is lost", async () => {
  const { cells, wrong } = await Soak.run(150, 7);
  expect({ cells, wrong }).toEqual({ cells: 150, wrong: [] });
});

test("1000 hostile messages on all sockets: the kernel answers and computes", async () => {
  const kernel = await startKernel({ env: { GRADLAB_QUIET: "1" } });
  await fuzz(kernel, 1_000, 42);
  await kernel.shutdown();
});

/** `npm run soak:kernel -- [cells] [messages] [seed]`: the long form of soak.test.ts. Exit code 1 where anything was lost. */
import { startKernel } from "../client/kernel.ts";
import { fuzz } from "./fuzz.ts";
import { Soak } from "./soak.ts";

const [cells = 10_000, messages = 100_000, seed = 1] = process.argv.slice(2).map(Number);

const report = await Soak.run(cells, seed);
console.log(JSON.stringify(report, null, 2));

const kernel = await startKernel();
const start = performance.now();
await fuzz(kernel, messages, seed);
await kernel.shutdown();
console.log(`${messages} hostile messages in ${Math.round((performance.now() - start) / 1000)} s: the kernel works`);
process.exit(report.wrong.length > 0 ? 1 : 0);

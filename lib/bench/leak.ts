/** `node leak.js STEPS`: trains a small net in one synchronous loop and prints memory in MB, a line for every tenth of the steps. */

import { engineChoice } from "../engine/index.ts";
import { random } from "../index.ts";
import { FullyConnectedNet } from "./nets/fc-net.ts";

const steps = Number(process.argv[2]);
const net = new FullyConnectedNet([3072, 100, 100, 10], "float64");
const [x, y] = [random.randn(50, 3072), random.randint(0, 10, 50)];
for (let step = 1; step <= steps; step++) {
  net.step(x, y, 1e-3);
  if (step % (steps / 10) !== 0) continue;
  const tensors = engineChoice().load()?.binding.getNumOfTensors();
  console.log(`step ${step}: ${Math.round(process.memoryUsage.rss() / 1e6)} MB, ${tensors} tensors`);
}

/** `node epoch.js IMAGES STEPS`: trains the ThreeLayerConvNet in float32 on random pictures and prints the peak memory in MB. */
import { nd, random } from "../index.ts";
import { ThreeLayerConvNet } from "./nets/conv-net.ts";
import { AdamTrainer } from "./nets/layers.ts";

const [images, steps] = process.argv.slice(2).map(Number);
const data = nd.zeros([images, 3, 32, 32], "float32");
for (let i = 0; i < data.data.length; i++) data.data[i] = (i * 2654435761) % 256;
const labels = random.randint(0, 10, images);
const net = new ThreeLayerConvNet(
  { inputDim: [3, 32, 32], filters: 32, filterSize: 7, hidden: 500, classes: 10 },
  "float32",
  1e-3,
);
const trainer = new AdamTrainer(net.params);
for (let step = 0; step < steps; step++) {
  const batch = random.randint(0, images, 50);
  const [, grads] = net.loss(data.slice(batch), labels.slice(batch));
  trainer.update(grads);
}
console.log(Math.round(process.resourceUsage().maxRSS / 1e3));

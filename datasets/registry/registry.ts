/** All data sets that Gradlab knows by name. */
import { COCO, FLICKR8K } from "./captions.ts";
import { CIFAR10, CIFAR10_PYTHON, FASHION_MNIST } from "./images.ts";
import { ACTIVITY, HAPT, IRIS, PATCHES } from "./tables.ts";
import type { DataSet } from "./types.ts";

export const DATASETS: readonly DataSet[] = [
  CIFAR10,
  CIFAR10_PYTHON,
  FASHION_MNIST,
  IRIS,
  COCO,
  FLICKR8K,
  HAPT,
  ACTIVITY,
  PATCHES,
];

/** The data set of that name. Throws with the list of names where there is none. */
export function dataSet(name: string): DataSet {
  const found = DATASETS.find((set) => set.name === name);
  if (found) return found;
  throw new Error(`data set: expected one of ${DATASETS.map((set) => set.name).join(", ")}, got "${name}"`);
}

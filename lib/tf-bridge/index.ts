export { loadTensorFlow, type TensorFlow } from "./load.ts";
export { fromTensor, type TensorLike, type TensorMaker, toTensor } from "./tensors.ts";

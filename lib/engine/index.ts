export { EngineChoice, engineChoice, nativeEngine, nativeKernels } from "./choose.ts";
export { describeEngine, type EngineReport } from "./describe.ts";
export type { ElementType, Floats } from "./element-types.ts";
export { EngineArray } from "./engine-array.ts";
export { engineEnvironment } from "./environment.ts";
export type { Kernels } from "./kernels.ts";
export type { NativeEngine } from "./native-engine.ts";
export type { Tensors } from "./tensors.ts";

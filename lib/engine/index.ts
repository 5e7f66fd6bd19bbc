export { EngineChoice, engine, engineChoice } from "./choose.ts";
export type { Engine, Floats, ImageLayout, MatmulSize } from "./engine.ts";

import type { Engine } from "./engine.ts";
import { matmulLoops } from "./typescript-matmul.ts";

/** Plain TypeScript: no library, the same results, one core. Also the quicker one for small work. */
export const typescriptEngine: Engine = {
  name: "typescript",
  matmul: matmulLoops,
};

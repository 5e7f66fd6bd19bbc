/** Quick layers as they are given to students: convolution and pooling, forward and backward. */

export { type ConvCache, type ConvOptions, convBackwardFast, convForwardFast } from "./conv.ts";
export {
  averagePoolBackwardFast,
  averagePoolForwardFast,
  maxPoolBackwardFast,
  maxPoolForwardFast,
  type PoolCache,
  type PoolOptions,
} from "./pool.ts";
export type { ImageLayout } from "./window.ts";

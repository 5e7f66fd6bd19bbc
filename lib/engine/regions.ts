import { type BlockMemory, type Blocks, type BlockType, MEMORY } from "./blocks.ts";
import type { Holdings } from "./holdings.ts";

/** Bytes of a region, and of the largest array that is cut from one. */
const REGION = 4 * 2 ** 20;
export const LARGEST = 2 ** 19;

/** Cuts begin at cache lines. */
const LINE = 64;

/** Memory that many arrays share: whoever holds an array of it holds the region, too. */
export interface Region {
  readonly memory: Float64Array;
  /** Bytes cut so far. */
  used: number;
}

/** Memory of an array, and the region that it lies in, if it lies in one. */
export interface Room {
  memory: BlockMemory;
  region: Region | undefined;
}

/**
 * Memory for middle-sized arrays, cut from larger pieces that are used again as a whole when all of their arrays are gone. To
 * look after each array by itself would cost as much as an operation on it; JavaScript's own memory for them, some hundred
 * megabytes per second of training, keeps the garbage collector busy on both cores.
 */
export class Regions {
  private readonly blocks: Blocks;
  private readonly holdings: Holdings;
  private region: Region | undefined;

  constructor(blocks: Blocks, holdings: Holdings) {
    this.blocks = blocks;
    this.holdings = holdings;
  }

  /** Memory for n elements, at most so many bytes, whatever is in it; it is there as long as somebody holds the region. */
  cut(type: BlockType, n: number): Room {
    const Kind = MEMORY[type];
    const bytes = n * Kind.BYTES_PER_ELEMENT;
    if (!this.region || this.region.used + bytes > REGION) this.region = this.fresh();
    const { region } = this;
    const at = region.used;
    region.used += Math.ceil(bytes / LINE) * LINE;
    return { memory: new Kind(region.memory.buffer as ArrayBuffer, region.memory.byteOffset + at, n), region };
  }

  private fresh(): Region {
    const { blocks } = this;
    const memory = blocks.take("float64", REGION / 8) as Float64Array;
    const region = { memory, used: 0 };
    this.holdings.hold(region, REGION, () => blocks.give(memory));
    return region;
  }
}

/** The executor's way out: frames written at once, so that they leave in order, even from a loop that never returns, and a flood waits instead of piling up. */
import { writeSync } from "node:fs";
import { encodeFrame } from "../channel/frame.ts";
import type { FromExecutor } from "../channel/protocol.ts";
import type { Interrupts } from "./interrupts.ts";

/** Inherited pipes, by the executor's file descriptors. */
export const PIPES = { fromKernel: 3, toKernel: 4, watcher: 5 } as const;

/** Sends a message to the kernel process. */
export type Send = (message: FromExecutor, body?: string | Uint8Array) => void;

/** A sender on file descriptor `fd`. No interrupt cuts a frame in two, however long the kernel process does not take it. */
export function senderOn(fd: number, interrupts: Interrupts): Send {
  return (message, body) =>
    interrupts.critical(() => writeAll(fd, encodeFrame(message, body), () => interrupts.postpone()));
}

function writeAll(fd: number, bytes: Buffer, waits: () => void): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      waits();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/**
 * The executor's watching thread: it stops the main thread when asked, also when that one loops.
 * It talks to the kernel process over its own pipe, because the main thread may be busy.
 */
import { Session } from "node:inspector";
import { Socket } from "node:net";
import { parentPort } from "node:worker_threads";
import { encodeFrame, type Frame, FrameDecoder } from "../channel/frame.ts";
import type { FromWatcher, ToWatcher } from "../channel/protocol.ts";
import type { Debugger } from "../debugger/debugger.ts";
import { InspectorLink } from "../debugger/inspector-link.ts";
import { PIPES } from "./channel.ts";
import { STOP } from "./interrupts.ts";

/** How long (ms) the main thread has to take a message before it counts as busy. */
const ANSWER_MS = 5;

const session = new Session();
session.connectToMainThread();
const pipe = new Socket({ fd: PIPES.watcher, readable: true, writable: true });

function tell(message: FromWatcher): void {
  pipe.write(encodeFrame(message));
}

let interrupts = 0;
/** Cells that are being stopped: asking again, as the kernel process does until the cell has ended, begins nothing new. */
const stopping = new Set<number>();

/**
 * Asks the main thread to give its cell up. A thread that waits for an event takes the message; one that runs code does not, and its code is stopped.
 * Terminating an idle thread would kill the next innocent piece of code instead, so the message goes first, and again until it is taken.
 */
async function interrupt(cell: number): Promise<void> {
  if (stopping.has(cell)) return;
  stopping.add(cell);
  interrupts += 1;
  const number = interrupts;
  while (!(await isTaken(cell, number))) {
    session.post("Runtime.evaluate", {
      expression: `globalThis[Symbol.for(${JSON.stringify(STOP.description)})](${number}, ${cell})`,
    });
  }
  stopping.delete(cell);
  tell({ type: "interrupted", cell });
}

/** Sends the message, again each time, because a thread that is stopped as it takes it loses it; tells whether it is taken soon. */
function isTaken(cell: number, number: number): Promise<boolean> {
  parentPort?.postMessage({ cell, number });
  return new Promise((resolve) => {
    const end = (taken: boolean) => {
      clearTimeout(timer);
      parentPort?.off("message", listen);
      resolve(taken);
    };
    const listen = (taken: number) => {
      if (taken >= number) end(true);
    };
    const timer = setTimeout(() => end(false), ANSWER_MS);
    parentPort?.on("message", listen);
  });
}

let adapter: Promise<Debugger> | undefined;

/** The debugger is loaded when it is first asked for. */
function debug(): Promise<Debugger> {
  adapter ??= import("../debugger/debugger.ts").then(
    ({ Debugger }) => new Debugger(new InspectorLink(session, wake), (event) => tell({ type: "debugEvent", event })),
  );
  return adapter;
}

/** An idle main thread does not wake for an inspector's message, but for one on its port. */
function wake(): void {
  parentPort?.postMessage({});
}

async function answer({ id, request }: Extract<ToWatcher, { type: "debug" }>): Promise<void> {
  tell({ type: "debugReply", id, reply: await (await debug()).answer(request as never) });
}

async function note({ id, url, source }: Extract<ToWatcher, { type: "cell" }>): Promise<void> {
  await (await debug()).cell(url, source);
  tell({ type: "cellNoted", id });
}

function receive({ head }: Frame<ToWatcher>): void {
  if (head.type === "debug") void answer(head);
  else if (head.type === "cell") void note(head);
  else {
    void adapter?.then((debugging) => debugging.interrupt());
    void interrupt(head.cell);
  }
}

const decoder = new FrameDecoder<ToWatcher>();
pipe.on("data", (chunk) => decoder.push(chunk).forEach(receive));
// The kernel process is gone: nobody can reach this executor any more, nor what it started.
pipe.on("end", () => process.kill(-process.pid, "SIGKILL"));

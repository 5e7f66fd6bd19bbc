/** The executor process: `node main.js`, started by the kernel process with pipes on file descriptors 3, 4 and 5. */
import { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { type Frame, FrameDecoder, packBuffers, unpackBuffers } from "../channel/frame.ts";
import type { CommEvent, ToExecutor } from "../channel/protocol.ts";
import { CommRegistry } from "../comm/comm.ts";
import { COMMS } from "../comm/comms.ts";
import { Magics } from "../magics/run.ts";
import { Cells } from "./cells.ts";
import { PIPES, senderOn } from "./channel.ts";
import { Evaluator } from "./evaluator.ts";
import { Executor } from "./executor.ts";
import { installGlobals } from "./globals.ts";
import { InputDesk } from "./input-desk.ts";
import { Interrupts } from "./interrupts.ts";
import { ModuleLoader } from "./load-module.ts";
import { reportStrays } from "./strays.ts";
import { captureStreams, StreamGatherer } from "./streams.ts";

const evaluator = new Evaluator();
const interrupts = new Interrupts(() => evaluator.terminate());
const send = senderOn(PIPES.toKernel, interrupts);
const cells = new Cells();
const gatherer = new StreamGatherer(send);
captureStreams(gatherer, cells);
const loader = new ModuleLoader(process.cwd());
const executor = new Executor({ evaluator, cells, gatherer, send, interrupts, loader });
const desk = new InputDesk(executor, cells);
installGlobals(executor, cells, desk);
loader.install();
loader.magics = new Magics(executor);
const registry = new CommRegistry({
  post: (event, content, { metadata = {}, buffers = [] }) => {
    const { sizes, body } = packBuffers(buffers);
    executor.send({ type: "comm", cell: cells.current.id, event, content, metadata, sizes }, body);
  },
});
Object.defineProperty(globalThis, COMMS, { value: registry });
reportStrays(executor, gatherer);

const watcher = new Worker(new URL("./watcher.js", import.meta.url), {
  stdout: false,
  stderr: false,
  env: process.env,
});
watcher.on("message", ({ cell, number }: { cell: number; number?: number }) => {
  if (number === undefined) return;
  interrupts.take(number);
  executor.interrupt(cell);
  watcher.postMessage(number);
});

function receive({ head, body }: Frame<ToExecutor>): void {
  if (head.type === "execute") executor.execute(head, body.toString());
  else if (head.type === "input") desk.answer(head);
  else if (head.type === "comm") receiveComm(head, body);
}

function receiveComm(head: CommEvent, body: Buffer): void {
  const { event, content, metadata, sizes } = head;
  const data = (content.data ?? {}) as Record<string, unknown>;
  const message = { data, metadata, buffers: unpackBuffers(sizes, body) };
  executor.attend(head.cell, () => registry.receive(event, content, message));
}

const decoder = new FrameDecoder<ToExecutor>();
const pipe = new Socket({ fd: PIPES.fromKernel, readable: true, writable: false });
pipe.on("data", (chunk) => {
  interrupts.forbid();
  for (const frame of decoder.push(chunk)) receive(frame);
  interrupts.allow(executor.running);
});
pipe.on("end", () => process.kill(process.pid, "SIGKILL"));
Object.defineProperty(globalThis, Symbol.for("gradlab.baseline"), {
  value: new Set(Object.getOwnPropertyNames(globalThis)),
});
send({ type: "ready" });

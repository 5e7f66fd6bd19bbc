/** Sends hostile messages to every socket of a kernel and asks whether it still works. */
import { Dealer, XSubscriber } from "zeromq";
import type { Kernel } from "../client/kernel.ts";
import { addressOf } from "../wire/connection.ts";
import { Signer } from "../wire/signature.ts";
import { hostileFrames } from "./hostile.ts";
import { Random } from "./random.ts";

/** Messages between two questions whether the kernel still answers. */
const BATCH = 500;

/** Sends `count` hostile messages; rejects where the kernel does not answer or does not compute any more. */
export async function fuzz(kernel: Kernel, count: number, seed: number): Promise<void> {
  const random = new Random(seed);
  const signer = new Signer(kernel.connection.key, kernel.connection.signature_scheme);
  const channels = (["shell", "control", "stdin", "hb"] as const).map((channel) => {
    const socket = new Dealer({ sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 0 });
    socket.connect(addressOf(kernel.connection, channel));
    void discard(socket);
    return socket;
  });
  const iopub = new XSubscriber({ linger: 0 });
  iopub.connect(addressOf(kernel.connection, "iopub"));
  for (let sent = 0; sent < count; sent++) {
    const socket = random.pick([...channels, iopub]);
    await socket.send(hostileFrames(random, signer));
    if (sent % BATCH === BATCH - 1) await mustWork(kernel, seed, sent);
  }
  await mustWork(kernel, seed, count);
  for (const socket of [...channels, iopub]) socket.close();
}

async function mustWork(kernel: Kernel, seed: number, sent: number): Promise<void> {
  const when = `after ${sent} messages of seed ${seed}`;
  const options = { channel: "control", timeoutMs: 20_000, replyOnly: true } as const;
  const { status } = await kernel.request("kernel_info_request", {}, options).catch((error) => {
    throw new Error(`fuzz: control is silent ${when}: ${error.message}`);
  });
  if (status !== "ok") throw new Error(`fuzz: control answers ${status} ${when}`);
  let text = "";
  // A genuine interrupt may be among the messages and end the question: it is asked again.
  for (let tries = 0; tries < 5 && !text.includes('"42"'); tries++) {
    text = JSON.stringify(await kernel.execute("6 * 7", { timeoutMs: 60_000 }));
  }
  if (!text.includes('"42"')) throw new Error(`fuzz: expected 6 * 7 to be 42 ${when}, got ${text}`);
}

async function discard(socket: Dealer): Promise<void> {
  for await (const _ of socket);
}

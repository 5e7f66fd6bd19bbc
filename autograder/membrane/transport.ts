/** How messages reach the student's process: over pipes, or not at all where stored replies are judged again. */
import { SandboxEnded } from "./failures.ts";
import { type Frame, receiveFrame, sendFrame } from "./wire/frame.ts";
import type { MessageKind } from "./wire/tags.ts";
import type { ByteWriter } from "./wire/writer.ts";

export interface Transport {
  send(writer: ByteWriter): void;
  /** The next message, waiting for it; undefined where none will come. */
  receive(maxBytes: number): Frame | undefined;
}

export function pipeTransport(requests: number, replies: number): Transport {
  return {
    send: (writer) => sendFrame(requests, writer),
    receive: (maxBytes) => receiveFrame(replies, maxBytes),
  };
}

/** A reply without its number, as it is stored. */
export interface StoredReply {
  kind: MessageKind;
  body: Uint8Array;
}

/** Answers every question with the next stored reply: the questions are the same as long as the seed and the cells are. */
export function replayTransport(replies: Iterable<StoredReply>): Transport {
  const left = replies[Symbol.iterator]();
  let id = "";
  return {
    send: (writer) => {
      id = writer.bytes().toString("hex", 8, 20);
    },
    receive: () => {
      const { value, done } = left.next();
      if (done) throw new SandboxEnded("the stored replies end here");
      return { ...value, id };
    },
  };
}

/** Replies one after another: kind, length, body. */
export function packReplies(replies: readonly StoredReply[]): Buffer {
  const parts = replies.flatMap(({ kind, body }) => {
    const header = Buffer.alloc(8);
    header.writeUInt32LE(kind, 0);
    header.writeUInt32LE(body.length, 4);
    return [header, body];
  });
  return Buffer.concat(parts);
}

export function* unpackReplies(bytes: Buffer): Generator<StoredReply> {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    yield { kind: bytes.readUInt32LE(at) as MessageKind, body: bytes.subarray(at + 8, at + 8 + length) };
    at += 8 + length;
  }
}

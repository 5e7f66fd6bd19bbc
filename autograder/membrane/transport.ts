/** How messages reach the student's process: over pipes, or not at all where stored replies are judged again. */
import { createHash } from "node:crypto";
import { ProtocolViolation, SandboxEnded } from "./failures.ts";
import { type Frame, HEADER_BYTES, receiveFrame, sendFrame } from "./wire/frame.ts";
import { MESSAGE, type MessageKind } from "./wire/tags.ts";
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
  /** Fingerprint of what it answers (see `fingerprint`), 16 hexadecimal digits. */
  answers: string;
}

/** What any question may be: loading, whose cells are not stored. */
const ANY = "0".repeat(16);

/** A fingerprint of a message to the student's process without its random number, so that a replay is kept in step. */
export function fingerprint(writer: ByteWriter): string {
  const [first, ...rest] = writer.parts();
  if (first.readUInt32LE(4) === MESSAGE.load) return ANY;
  const digest = createHash("sha256").update(first.subarray(4, 8)).update(first.subarray(HEADER_BYTES));
  for (const part of rest) digest.update(part);
  return digest.digest("hex").slice(0, 16);
}

/** Answers every question with the next stored reply, and none with the reply to another. */
export function replayTransport(replies: Iterable<StoredReply>): Transport {
  const left = replies[Symbol.iterator]();
  let [id, asked] = ["", ""];
  return {
    send: (writer) => {
      id = writer.bytes().toString("hex", 8, HEADER_BYTES);
      asked = fingerprint(writer);
    },
    receive: () => {
      const { value, done } = left.next();
      if (done) throw new SandboxEnded("the stored replies end here");
      if (value.answers !== asked) throw new ProtocolViolation("the next stored reply answers another question");
      return { kind: value.kind, body: value.body, id };
    },
  };
}

const STORED_HEADER = 16;

/** Replies one after another: kind, length, fingerprint, body. */
export function packReplies(replies: readonly StoredReply[]): Buffer {
  const parts = replies.flatMap(({ kind, body, answers }) => {
    const header = Buffer.alloc(STORED_HEADER);
    header.writeUInt32LE(kind, 0);
    header.writeUInt32LE(body.length, 4);
    header.write(answers, 8, "hex");
    return [header, body];
  });
  return Buffer.concat(parts);
}

export function* unpackReplies(bytes: Buffer): Generator<StoredReply> {
  for (let at = 0; at + STORED_HEADER <= bytes.length; ) {
    const from = at + STORED_HEADER;
    const body = bytes.subarray(from, from + bytes.readUInt32LE(at + 4));
    yield { kind: bytes.readUInt32LE(at) as MessageKind, body, answers: bytes.toString("hex", at + 8, from) };
    at = from + body.length;
  }
}

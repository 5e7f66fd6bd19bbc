/**
 * Jupyter messages as they travel over ZeroMQ: `[identities..., "<IDS|MSG>", signature, header, parent, metadata, content, buffers...]`.
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { randomUUID } from "node:crypto";
import type { Signer } from "./signature.ts";

/** The version of the messaging protocol that every header states. */
export const PROTOCOL_VERSION = "5.5";

const DELIMITER = Buffer.from("<IDS|MSG>");

export interface Header {
  msg_id: string;
  msg_type: string;
  username: string;
  session: string;
  /** ISO 8601, UTC. */
  date: string;
  version: string;
  subshell_id?: string | null;
}

export type Content = Record<string, unknown>;

export interface Message<C extends Content = Content> {
  /** ROUTER identities of the client, or the topic of a published message. */
  identities: Uint8Array[];
  header: Header;
  parent: Header | Record<string, never>;
  metadata: Record<string, unknown>;
  content: C;
  buffers: Uint8Array[];
}

export type Decoded = { ok: true; message: Message } | { ok: false; reason: string };

/** Makes the header of a new message of `session`. */
export function newHeader(type: string, session: string, username: string): Header {
  return {
    msg_id: randomUUID(),
    msg_type: type,
    username,
    session,
    date: new Date().toISOString(),
    version: PROTOCOL_VERSION,
  };
}

/** The frames of `message`, signed. */
export function encode(message: Message, signer: Signer): Uint8Array[] {
  const parts = [message.header, message.parent, message.metadata, message.content].map((part) =>
    Buffer.from(JSON.stringify(part)),
  );
  return [...message.identities, DELIMITER, Buffer.from(signer.sign(parts)), ...parts, ...message.buffers];
}

/** Reads frames back into a message. The signature is checked before any byte of it is parsed; a message that fails says why. */
export function decode(frames: Uint8Array[], signer: Signer): Decoded {
  const at = frames.findIndex((frame) => DELIMITER.equals(frame));
  if (at < 0) return { ok: false, reason: "no <IDS|MSG> delimiter" };
  if (frames.length < at + 6)
    return { ok: false, reason: `expected 5 frames after the delimiter, got ${frames.length - at - 1}` };
  const parts = frames.slice(at + 2, at + 6);
  const refusal = signer.refuse(Buffer.from(frames[at + 1]).toString("latin1"), parts);
  if (refusal) return { ok: false, reason: refusal };
  return parse(frames.slice(0, at), parts, frames.slice(at + 6));
}

function parse(identities: Uint8Array[], parts: Uint8Array[], buffers: Uint8Array[]): Decoded {
  let values: unknown[];
  try {
    values = parts.map((part) => JSON.parse(Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString()));
  } catch (error) {
    return { ok: false, reason: `not JSON: ${(error as Error).message}` };
  }
  const [header, parent, metadata, content] = values;
  if (!values.every(isRecord))
    return { ok: false, reason: "header, parent, metadata and content must be JSON objects" };
  const { msg_id, msg_type } = header as Header;
  if (typeof msg_id !== "string" || typeof msg_type !== "string")
    return { ok: false, reason: "header without msg_id and msg_type" };
  const message = { identities, header, parent, metadata, content, buffers } as Message;
  return { ok: true, message };
}

/** Whether `value` is a plain JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

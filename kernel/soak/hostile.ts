/** Messages that no honest client sends. */
import { randomUUID } from "node:crypto";
import { encode, type Message, newHeader } from "../wire/message.ts";
import type { Signer } from "../wire/signature.ts";
import type { Random } from "./random.ts";

const DELIMITER = Buffer.from("<IDS|MSG>");

/** Request types but for `shutdown_request`, and names that must not reach a prototype. */
const TYPES = [
  "execute_request",
  "complete_request",
  "inspect_request",
  "is_complete_request",
  "history_request",
  "comm_info_request",
  "comm_open",
  "comm_msg",
  "comm_close",
  "kernel_info_request",
  "interrupt_request",
  "debug_request",
  "input_reply",
  "constructor",
  "__proto__",
  "toString",
  "",
  "status",
];

const FIELDS = [
  "code",
  "cursor_pos",
  "silent",
  "store_history",
  "user_expressions",
  "allow_stdin",
  "hist_access_type",
  "pattern",
  "n",
  "session",
  "comm_id",
  "target_name",
  "data",
  "command",
  "arguments",
  "detail_level",
  "value",
];

const CODES = [
  "1",
  "throw null",
  "[",
  "await 1",
  "\u0000",
  "//",
  "`${",
  "%",
  "!",
  "1;".repeat(500),
  "import 'nowhere'",
  "display(Symbol())",
];

/** The frames of one hostile message. */
export function hostileFrames(random: Random, signer: Signer): Buffer[] {
  return random.pick([noise, cutShort, wrongSignature, notJson, wrongTypes, wrongTypes, wrongTypes, deep])(
    random,
    signer,
  ) as Buffer[];
}

function noise(random: Random): Uint8Array[] {
  return Array.from({ length: random.below(9) + 1 }, () =>
    random.below(4) ? random.bytes(random.below(40)) : DELIMITER,
  );
}

function cutShort(random: Random, signer: Signer): Uint8Array[] {
  const frames = encode(message(random, {}), signer);
  return frames.slice(0, random.below(frames.length) + 1);
}

function wrongSignature(random: Random, signer: Signer): Uint8Array[] {
  const frames = encode(message(random, { code: "process.exit(1)" }), signer);
  frames[1] = random.pick([random.bytes(64), Buffer.alloc(0), Buffer.from("0".repeat(64)), random.bytes(100_000)]);
  return frames;
}

function notJson(random: Random, signer: Signer): Uint8Array[] {
  const parts = Array.from({ length: 4 }, () =>
    random.pick([Buffer.from("{}"), Buffer.from("[]"), Buffer.from("null"), Buffer.from("{"), random.bytes(20)]),
  );
  return [DELIMITER, Buffer.from(signer.sign(parts)), ...parts];
}

function wrongTypes(random: Random, signer: Signer): Uint8Array[] {
  const content: Record<string, unknown> = {};
  for (const field of FIELDS) if (random.below(3) === 0) content[field] = value(random, 0);
  if (random.below(2)) content.code = random.pick(CODES);
  const hostile = message(random, content);
  if (random.below(4) === 0) hostile.buffers = [random.bytes(random.below(100))];
  if (random.below(4) === 0)
    Object.assign(hostile.header, { session: value(random, 0), username: value(random, 0), date: value(random, 0) });
  return encode(hostile, signer);
}

function deep(random: Random, signer: Signer): Uint8Array[] {
  const depth = random.below(5_000);
  const parts = [newHeader("execute_request", randomUUID(), "x"), {}, {}].map((part) =>
    Buffer.from(JSON.stringify(part)),
  );
  parts.push(Buffer.from(`{"code":${"[".repeat(depth)}${"]".repeat(depth)}}`));
  return [DELIMITER, Buffer.from(signer.sign(parts)), ...parts];
}

function message(random: Random, content: Record<string, unknown>): Message {
  const header = newHeader(random.pick(TYPES), randomUUID(), "x");
  return { identities: [], header, parent: {}, metadata: {}, content, buffers: [] };
}

function value(random: Random, depth: number): unknown {
  const kind = random.below(depth > 3 ? 6 : 8);
  if (kind === 6) return Array.from({ length: random.below(4) }, () => value(random, depth + 1));
  if (kind === 7) return { [random.pick([...FIELDS, "__proto__"])]: value(random, depth + 1) };
  return [
    null,
    true,
    random.next() * 1e18,
    -1,
    "text \ud800 \u0000",
    random.pick(["tail", "range", "search", "*".repeat(50)]),
  ][kind];
}

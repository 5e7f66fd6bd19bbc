/**
 * The trusted side of the membrane: asks the student's process one question at a time and blocks until it is answered.
 * The process is not trusted: every answer must carry the random number of its question and fit the grammar of values;
 * anything else ends the session. Deadlines are the launcher's: it kills the process, and reading ends.
 */
import { createHash, randomFillSync } from "node:crypto";
import { Additions } from "./additions.ts";
import { MembraneFailure, ProtocolViolation, SandboxEnded, StudentError } from "./failures.ts";
import { Mirrors } from "./mirrors.ts";
import { Proxies } from "./proxies.ts";
import { fingerprint, type Transport } from "./transport.ts";
import type { WireArray } from "./wire/array.ts";
import { decode } from "./wire/decode.ts";
import { type EncodeDoor, encode, isPlain } from "./wire/encode.ts";
import { beginFrame, type Frame } from "./wire/frame.ts";
import { ByteReader } from "./wire/reader.ts";
import { HANDLE, MESSAGE, type MessageKind, WIRE_LIMITS, type WireLimits } from "./wire/tags.ts";
import { ByteWriter } from "./wire/writer.ts";

export interface SessionOptions {
  transport: Transport;
  /** Makes an array from what came, in memory of its own. */
  makeArray(array: WireArray): object;
  limits?: WireLimits;
  /** Is shown every reply as it came, with the fingerprint of what it answers, for the store. */
  onReply?(frame: Frame, answers: string): void;
}

/** How deep callbacks may stand within callbacks. */
const NESTED = 32;
/** Characters of each text of something thrown. */
const THROWN = 8192;

export class Session {
  private readonly options: SessionOptions;
  private readonly limits: WireLimits;
  private readonly proxies = new Proxies(this);
  private readonly mirrors: Mirrors;
  private readonly additions = new Additions();
  private readonly callbacks = new Map<number, (...args: unknown[]) => unknown>();
  private readonly callbackIds = new WeakMap<object, number>();
  private readonly digest = createHash("sha256");
  private asked = "";
  /** Callbacks that are being served, one within the other. */
  private nested = 0;
  private frames = 0;
  private bytes = 0;
  private failure: MembraneFailure | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    this.limits = options.limits ?? WIRE_LIMITS;
    this.mirrors = new Mirrors(options.makeArray);
  }

  /** Why the session ended before its time; undefined while all is well. */
  get ended(): MembraneFailure | undefined {
    return this.failure;
  }

  /** What came back so far, by digest. */
  replyDigest(): { frames: number; bytes: number; sha256: string } {
    return { frames: this.frames, bytes: this.bytes, sha256: this.digest.copy().digest("hex") };
  }

  /** Asks and waits. Throws a StudentError where the student's code threw, a MembraneFailure where the session is over. */
  ask(kind: MessageKind, ...parts: unknown[]): unknown {
    if (this.failure) throw this.failure;
    const id = newId();
    this.send(kind, id, parts, true);
    return this.guarded(() => this.answerTo(id, parts));
  }

  /** Ends the session: `failure` is what every later question throws. */
  end(failure: MembraneFailure): MembraneFailure {
    this.failure ??= failure;
    return this.failure;
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw error instanceof MembraneFailure ? this.end(error) : error;
    }
  }

  private send(kind: MessageKind, id: string, parts: unknown[], withMirrors: boolean): void {
    const writer = new ByteWriter({ shares: true }); // sent before anything else is done
    beginFrame(writer, kind, id);
    if (withMirrors) this.mirrors.writeChanges(writer);
    encode(writer, parts, this.encodeDoor, { limits: this.limits });
    if (this.options.onReply) this.asked = fingerprint(writer);
    this.guarded(() => this.options.transport.send(writer));
  }

  /** Reads until question `id` is answered, serving the callbacks that come before. */
  private answerTo(id: string, parts: unknown[]): unknown {
    for (;;) {
      const frame = this.receive();
      if (frame.id !== id) throw new ProtocolViolation("an answer to another question, or a second one");
      const reader = new ByteReader(frame.body);
      if (frame.kind === MESSAGE.callback) this.serve(id, reader);
      else if (frame.kind === MESSAGE.returned) return this.returned(reader, parts);
      else if (frame.kind === MESSAGE.threw) throw this.thrown(reader);
      else throw new ProtocolViolation(`a message of kind ${frame.kind}`);
    }
  }

  private receive(): Frame {
    const frame = this.options.transport.receive(this.limits.messageBytes);
    if (!frame) throw new SandboxEnded("the student's process ended before it answered");
    this.frames++;
    this.bytes += frame.body.length;
    if (this.bytes > this.limits.sessionBytes)
      throw new ProtocolViolation(`answers of more than ${this.limits.sessionBytes} bytes in all`);
    if (this.bytes > this.limits.totalBytes)
      throw new SandboxEnded(`it sent more than ${this.limits.totalBytes} bytes`);
    this.digest.update(frame.body);
    this.options.onReply?.(frame, this.asked);
    return frame;
  }

  private returned(reader: ByteReader, parts: unknown[]): unknown {
    const value = decode(reader, this.decodeDoor, this.limits);
    const changes = decode(reader, this.decodeDoor, this.limits);
    reader.end();
    this.takeAdditions(parts.at(-1), changes);
    return value;
  }

  /** `changes` lists pairs: which argument, and the record's keys that are new or different. */
  private takeAdditions(args: unknown, changes: unknown): void {
    if (!Array.isArray(changes)) throw new ProtocolViolation("changes that are no list");
    for (const change of changes) {
      const [index, record] = Array.isArray(change) ? change : [];
      const sent = Array.isArray(args) && Number.isInteger(index) ? args[index] : undefined;
      if (!isRecord(sent) || !isRecord(record) || this.proxies.idOf(sent) !== undefined)
        throw new ProtocolViolation("changes to what was not sent");
      this.additions.accept(sent, record);
    }
  }

  private thrown(reader: ByteReader): StudentError {
    const parts = decode(reader, this.decodeDoor, this.limits);
    reader.end();
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === "string"))
      throw new ProtocolViolation("something thrown that is no text");
    const [name = "Error", message = "", stack = ""] = parts.map((text) => text.slice(0, THROWN));
    return new StudentError(name, message, stack);
  }

  /** The student's code calls a function of ours. What it throws is told to the student's code, as a call would. */
  private serve(id: string, reader: ByteReader): void {
    const parts = decode(reader, this.decodeDoor, this.limits);
    reader.end();
    if (!Array.isArray(parts) || !Array.isArray(parts[1])) throw new ProtocolViolation("a callback without arguments");
    const callback = this.callbacks.get(parts[0] as number);
    if (!callback) throw new ProtocolViolation("a callback that was not given");
    // Each level stands on our stack too, which must not end in the middle of our own work.
    if (this.nested >= NESTED) throw new ProtocolViolation(`callbacks within callbacks, ${NESTED} deep`);
    this.nested++;
    try {
      this.send(MESSAGE.callbackReturned, id, [callback(...parts[1])], false);
    } catch (error) {
      if (error instanceof MembraneFailure) throw error;
      this.send(MESSAGE.callbackThrew, id, [String((error as Error)?.message ?? error)], false);
    } finally {
      this.nested--;
    }
  }

  private readonly encodeDoor: EncodeDoor = {
    home: (value) => this.proxies.idOf(value) ?? this.mirrors.idOf(value),
    keep: (value) => {
      if (typeof value === "function") return { kind: HANDLE.function, id: this.keepCallback(value as () => unknown) };
      const name = (value as object).constructor?.name ?? "object";
      throw new TypeError(`a ${name} cannot be given to student code: give arrays, plain data or functions`);
    },
    mirror: () => {
      throw new TypeError("the trusted side shows no arrays");
    },
  };

  private readonly decodeDoor = {
    array: (array: WireArray) => this.options.makeArray(array),
    mirror: (id: number, array: WireArray) => this.mirrors.show(id, array),
    handle: (kind: number, id: number) => this.proxies.proxy(kind, id),
    own: (id: number) => {
      const callback = this.callbacks.get(id);
      if (!callback) throw new ProtocolViolation("a function that was not given");
      return callback;
    },
  };

  private keepCallback(callback: (...args: unknown[]) => unknown): number {
    const known = this.callbackIds.get(callback);
    if (known !== undefined) return known;
    const id = this.callbacks.size + 1;
    this.callbacks.set(id, callback);
    this.callbackIds.set(callback, id);
    return id;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && isPlain(value);
}

/** Nobody can answer a question before it is asked: its number is drawn when it is sent. */
function newId(): string {
  return randomFillSync(Buffer.allocUnsafe(12)).toString("hex");
}

/**
 * The student's side of the membrane: answers one question at a time. It lives in the same process as the student's code
 * and is trusted by no one; it is honest so that honest code gets its points.
 */
import { type ArrayView, readArray, scatter, typed, type WireArray } from "../../membrane/wire/array.ts";
import { type DecodeDoor, decode } from "../../membrane/wire/decode.ts";
import { type EncodeDoor, encode, isPlain } from "../../membrane/wire/encode.ts";
import { beginFrame, type Frame, readBlock, receiveFrame, sendFrame } from "../../membrane/wire/frame.ts";
import { ByteReader } from "../../membrane/wire/reader.ts";
import { HANDLE, MESSAGE, type MessageKind, WIRE_LIMITS } from "../../membrane/wire/tags.ts";
import { ByteWriter } from "../../membrane/wire/writer.ts";
import { watchRecords } from "./changes.ts";
import type { Compiled } from "./load.ts";
import { Objects } from "./objects.ts";

/** What the server reads and writes. */
export interface Pipes {
  /** The next question, waiting for it; undefined where none will come. */
  receive(): Frame | undefined;
  send(writer: ByteWriter): void;
}

/** The launcher's descriptors: 3 to read, 4 to write. */
const PIPES: Pipes = {
  receive: () => receiveFrame(3, WIRE_LIMITS.messageBytes, readBlock),
  send: (writer) => sendFrame(4, writer),
};

type Callable = (...args: unknown[]) => unknown;
/** An answer: the value, whether it is shown live, and what changed in the arguments. */
interface Answer {
  value: unknown;
  live?: boolean;
  changes?: () => unknown[];
}

export interface ServerOptions {
  makeArray(array: WireArray): object;
  /** Loads cells, or what was compiled of them, and gives the exports. */
  load(source: string[] | Compiled, names: string[], seed: number[], withheld: string[]): Promise<unknown>;
  /** Compiles cells for several sets of names, without running them. */
  compile(cells: string[], wanted: string[][]): Compiled[];
  pipes?: Pipes;
}

export class Server {
  private readonly objects = new Objects();
  private readonly callbacks = new Map<number, Callable>();
  private readonly callbackIds = new WeakMap<object, number>();
  /** The question being answered: a callback carries its number. */
  private current = "0".repeat(24);

  private readonly options: ServerOptions;
  private readonly pipes: Pipes;

  constructor(options: ServerOptions) {
    this.options = options;
    this.pipes = options.pipes ?? PIPES;
  }

  /** Answers until the other side hangs up. Between two questions nothing of the student's runs. */
  async serve(): Promise<void> {
    for (let frame = this.pipes.receive(); frame; frame = this.pipes.receive()) await this.answer(frame);
  }

  private async answer(frame: Frame): Promise<void> {
    try {
      const { value, ...rest } = this.perform(frame);
      this.reply(frame.id, { value: await value, ...rest });
    } catch (error) {
      this.replyThrown(frame.id, error);
    }
  }

  private perform(frame: Frame): Answer {
    this.current = frame.id;
    const reader = new ByteReader(frame.body);
    this.takeArrays(reader);
    const parts = decode(reader, this.decodeDoor) as [never, never, never, never];
    return this.operate(frame.kind, parts);
  }

  private operate(kind: MessageKind, [first, second, third, fourth]: [never, never, never, never]): Answer {
    const target = first as Record<string, unknown>;
    switch (kind) {
      case MESSAGE.load:
        return { value: this.options.load(first, second, third, fourth), live: true };
      case MESSAGE.compile:
        return { value: this.options.compile(first, second) };
      case MESSAGE.call:
        return this.calling(third, () => Reflect.apply(target as never, second, third));
      case MESSAGE.construct:
        return this.calling(second, () => Reflect.construct(target as never, second));
      case MESSAGE.get:
        return { value: target[second], live: true };
      case MESSAGE.set:
        return { value: Reflect.set(target, second, third) };
      case MESSAGE.keys:
        return { value: Object.keys(target) };
      case MESSAGE.has:
        return { value: second in target };
      case MESSAGE.delete:
        return { value: Reflect.deleteProperty(target, second) };
      default:
        throw new TypeError(`no question of kind ${kind} is known`);
    }
  }

  private calling(args: unknown[], work: () => unknown): Answer {
    const changes = watchRecords(args);
    return { value: work(), changes };
  }

  private reply(id: string, { value, live = false, changes }: Answer): void {
    const writer = new ByteWriter();
    beginFrame(writer, MESSAGE.returned, id);
    encode(writer, value, this.encodeDoor, { live });
    encode(writer, changes?.() ?? [], this.encodeDoor);
    this.pipes.send(writer);
  }

  private replyThrown(id: string, error: unknown): void {
    const { name = "Error", message = String(error), stack = "" } = (error ?? {}) as Error;
    const writer = new ByteWriter();
    beginFrame(writer, MESSAGE.threw, id);
    encode(
      writer,
      [name, message, stack].map((text) => String(text).slice(0, 8192)),
      this.encodeDoor,
    );
    this.pipes.send(writer);
  }

  /** Arrays of ours that the other side wrote to. */
  private takeArrays(reader: ByteReader): void {
    for (let count = reader.u32(); count > 0; count--) {
      const id = reader.u32();
      const array = readArray(reader, WIRE_LIMITS);
      scatter(this.objects.get(id) as unknown as ArrayView, typed(array));
    }
  }

  /** The student's code calls a function that lives on the other side: asks, and serves what is asked meanwhile. */
  private callBack(callback: number, args: unknown[]): unknown {
    const writer = new ByteWriter();
    beginFrame(writer, MESSAGE.callback, this.current);
    encode(writer, [callback, args], this.encodeDoor);
    this.pipes.send(writer);
    for (;;) {
      const frame = this.pipes.receive();
      if (!frame) return process.exit(0);
      if (frame.kind === MESSAGE.callbackReturned) return (this.answerOf(frame) as unknown[])[0];
      if (frame.kind === MESSAGE.callbackThrew) throw new Error(String((this.answerOf(frame) as unknown[])[0]));
      this.answerNow(frame);
    }
  }

  private answerOf(frame: Frame): unknown {
    return decode(new ByteReader(frame.body), this.decodeDoor);
  }

  /** A question within a callback: it cannot wait for a promise, since the student's function is still running. */
  private answerNow(frame: Frame): void {
    const outer = this.current;
    try {
      const answer = this.perform(frame);
      if (typeof (answer.value as PromiseLike<unknown>)?.then === "function")
        throw new TypeError("an async function cannot be called from within a callback");
      this.reply(frame.id, answer);
    } catch (error) {
      this.replyThrown(frame.id, error);
    }
    this.current = outer;
  }

  private readonly encodeDoor: EncodeDoor = {
    home: (value) => this.callbackIds.get(value),
    keep: (value) => ({
      kind: typeof value === "function" ? HANDLE.function : isPlain(value) ? HANDLE.record : HANDLE.object,
      id: this.objects.idOf(value),
    }),
    mirror: (view) => this.objects.idOf(view),
    stays: (record) => Object.values(record).some((value) => typeof value === "function"),
  };

  private readonly decodeDoor: DecodeDoor = {
    array: (array) => this.options.makeArray(array),
    mirror: (_, array) => this.options.makeArray(array),
    handle: (_, id) => this.callback(id),
    own: (id) => this.objects.get(id),
  };

  private callback(id: number): Callable {
    const known = this.callbacks.get(id);
    if (known) return known;
    const made: Callable = (...args) => this.callBack(id, args);
    this.callbacks.set(id, made);
    this.callbackIds.set(made, id);
    return made;
  }
}

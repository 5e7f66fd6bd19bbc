import { ProtocolViolation, SandboxEnded, StudentError } from "./failures.ts";
import { Session } from "./session.ts";
import type { Transport } from "./transport.ts";
import { type EncodeDoor, encode } from "./wire/encode.ts";
import type { Frame } from "./wire/frame.ts";
import { makeArray } from "./wire/make-array.ts";
import { MESSAGE, type MessageKind, WIRE_LIMITS } from "./wire/tags.ts";
import { ByteWriter } from "./wire/writer.ts";

const door: EncodeDoor = { home: () => undefined, keep: () => ({ kind: 1, id: 5 }), mirror: () => 1 };

function body(...values: unknown[]): Uint8Array {
  const writer = new ByteWriter();
  for (const value of values) encode(writer, value, door);
  return Buffer.from(writer.bytes());
}

/** A student's process that answers as `reply` says, given the number of the question. */
function session(reply: (id: string) => Frame | undefined): Session {
  let id = "";
  const transport: Transport = {
    send: (writer) => {
      id = writer.bytes().toString("hex", 8, 20);
    },
    receive: () => reply(id),
  };
  return new Session({ transport, makeArray });
}

const returned = (id: string, ...values: unknown[]): Frame => ({ kind: MESSAGE.returned, id, body: body(...values) });
const ask = (one: Session) => one.ask(MESSAGE.keys, null);

test("an answer to the question is its value", () => {
  expect(ask(session((id) => returned(id, 42, [])))).toBe(42);
});

test("an answer with another number, as one sent in advance has, ends the session for good", () => {
  const one = session(() => returned("0".repeat(24), 42, []));
  expect(() => ask(one)).toThrow(ProtocolViolation);
  expect(() => ask(one)).toThrow(ProtocolViolation);
  expect(one.ended).toBeInstanceOf(ProtocolViolation);
});

test.each<[string, (id: string) => Frame]>([
  ["a value and no list of changes", (id) => returned(id, 42)],
  ["something after the answer", (id) => returned(id, 42, [], true)],
  ["changes to what was not sent", (id) => returned(id, 42, [[0, { passed: true }]])],
  ["a kind that is none", (id) => ({ kind: 99 as MessageKind, id, body: body(1, []) })],
  ["a callback that was never given", (id) => ({ kind: MESSAGE.callback, id, body: body([7, []]) })],
])("%s is a violation", (_, reply) => {
  expect(() => ask(session(reply))).toThrow(ProtocolViolation);
});

test("answers are bounded in all, not only one by one", () => {
  let id = "";
  const transport: Transport = {
    send: (writer) => {
      id = writer.bytes().toString("hex", 8, 20);
    },
    receive: () => returned(id, "x".repeat(600), []),
  };
  const one = new Session({ transport, makeArray, limits: { ...WIRE_LIMITS, sessionBytes: 1000 } });
  ask(one);
  expect(() => ask(one)).toThrow("answers of more than 1000 bytes in all");
});

test("a process that is gone", () => {
  expect(() => ask(session(() => undefined))).toThrow(SandboxEnded);
});

test("what student code throws is told, and the session lives", () => {
  let calls = 0;
  const one = session((id) =>
    ++calls === 1 ? { kind: MESSAGE.threw, id, body: body(["TypeError", "no", ""]) } : returned(id, 1, []),
  );
  expect(() => ask(one)).toThrow(StudentError);
  expect(ask(one)).toBe(1);
});

test.each<[string, unknown]>([
  ["a record that cannot be made a text", [{ toString: 1 }, "", ""]],
  ["no list", "TypeError"],
])("a thing thrown that is %s is a violation", (_, thrown) => {
  expect(() => ask(session((id) => ({ kind: MESSAGE.threw, id, body: body(thrown) })))).toThrow(ProtocolViolation);
});

test("callbacks within callbacks end before the stack does", () => {
  const ids: string[] = [];
  const one: Session = new Session({
    makeArray,
    transport: {
      send: (writer) => {
        ids.push(writer.bytes().toString("hex", 8, 20));
      },
      receive: () => ({ kind: MESSAGE.callback, id: ids.at(-1)!, body: body([1, []]) }),
    },
  });
  const again = () => one.ask(MESSAGE.call, null, undefined, [again]);
  expect(again).toThrow("callbacks within callbacks");
  expect(ids.length).toBeLessThan(100);
});

test("a record that a check wrote keeps what the check wrote", () => {
  const one = session((id) => returned(id, null, [[0, { mode: "test", runningMean: 3 }]]));
  const options = { mode: "train" };
  one.ask(MESSAGE.call, null, undefined, [options]);
  expect(options).toEqual({ mode: "train", runningMean: 3 });
  one.ask(MESSAGE.call, null, undefined, [options]); // what the student added, the student may change
  expect(options).toEqual({ mode: "train", runningMean: 3 });
});

test("a student's object is no promise and prints without asking", () => {
  const one = session((id) => ({ kind: MESSAGE.returned, id, body: body(new (class Sly {})(), []) }));
  const object = ask(one) as { then?: unknown; toString(): string; toJSON?: unknown };
  expect([object.then, object.toJSON, String(object)]).toEqual([undefined, undefined, "[student's object]"]);
});

/** What an author relies on: a task may be called as a method of arrays is, and an object that poses as an array is still refused. */
import { StudentError } from "../membrane/failures.ts";
import { Session } from "../membrane/session.ts";
import type { Transport } from "../membrane/transport.ts";
import { encode } from "../membrane/wire/encode.ts";
import { makeArray } from "../membrane/wire/make-array.ts";
import { HANDLE, MESSAGE } from "../membrane/wire/tags.ts";
import { ByteWriter } from "../membrane/wire/writer.ts";
import { bindNames } from "./student.ts";

/** Stands for something in the student's process. */
class Kept {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
}

/** A student's process that answers with these values in turn. */
function session(...answers: unknown[]): Session {
  let id = "";
  const body = (...values: unknown[]) => {
    const writer = new ByteWriter();
    const keep = (value: object) =>
      value instanceof Kept ? { kind: HANDLE.object, id: value.id } : { kind: HANDLE.function, id: 9 };
    for (const value of values) encode(writer, value, { home: () => undefined, keep, mirror: () => 1 });
    return Buffer.from(writer.bytes());
  };
  const transport: Transport = {
    send: (writer) => {
      id = writer.bytes().toString("hex", 8, 20);
    },
    receive: () => ({ kind: MESSAGE.returned, id, body: body(answers.shift(), []) }),
  };
  return new Session({ transport, makeArray });
}

const task = () => {};

test("a task may be called as a method of arrays is", () => {
  const { flatten } = bindNames(session(new Kept(1), ["flatten"], task), [], ["flatten"], [1]);
  expect(typeof flatten).toBe("function");
});

test.each([
  ["an object", new Kept(2)],
  ["a function", task],
])("%s that a task returns may not pose as an array", (_, posing) => {
  const names = bindNames(session(new Kept(1), ["model"], posing, task), [], ["model"], [1]);
  expect(() => (names.model as { flatten: unknown }).flatten).toThrow(StudentError);
});

/** Random and damaged input for the two doors of the trusted process: submitted files, and replies of student code. */
import fc from "fast-check";
import { anyCells, brokenBytes, guarded } from "../intake/arbitrary.ts";
import { rebuild, schemaShelf } from "../intake/index.ts";
import { instructorNotebook } from "../intake/sample.ts";
import { MembraneFailure, StudentError } from "../membrane/failures.ts";
import { Session } from "../membrane/session.ts";
import { encode } from "../membrane/wire/encode.ts";
import { makeArray } from "../membrane/wire/make-array.ts";
import { MESSAGE, type MessageKind } from "../membrane/wire/tags.ts";
import { ByteWriter } from "../membrane/wire/writer.ts";

/** Half damaged files, half notebooks of disordered cells. Throws with the smallest failing input. */
export function fuzzIntake(count: number): void {
  const instructor = instructorNotebook();
  const schemas = schemaShelf();
  const answers = (bytes: Uint8Array) => {
    const result = rebuild(instructor, bytes, { schemas });
    return result.ok || result.reason.length < 400;
  };
  fc.assert(fc.property(brokenBytes, answers), { numRuns: Math.ceil(count / 2) });
  fc.assert(fc.property(anyCells, guarded), { numRuns: Math.floor(count / 2) });
}

const door = {
  home: () => undefined,
  keep: (value: object) => ({ kind: typeof value === "function" ? 0 : 1, id: 1 }) as const,
  mirror: () => 1,
};

/** Whole replies as honest code sends them. */
const replies = [
  [1, []],
  [{ shape: [2, 2], loss: 0.5, grads: [new Float64Array([1, 2])] }, []],
  ["text", [[0, { t: 1 }]]],
  [[1, 2, 3, null, undefined, true, 12n], []],
  [() => 1, []],
].map(([value, changes]) => {
  const writer = new ByteWriter();
  encode(writer, value, door as never);
  encode(writer, changes, door as never);
  return Buffer.from(writer.bytes());
});

/** Honest bodies with bytes changed, cut or put in, and random bodies. */
const bodies: fc.Arbitrary<Buffer> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...replies), fc.nat(200), fc.nat(8), fc.uint8Array({ maxLength: 12 }))
    .map(([body, at, length, put]) => Buffer.concat([body.subarray(0, at), put, body.subarray(at + length)])),
  fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
);

const kinds = fc.oneof(
  { weight: 8, arbitrary: fc.constant(MESSAGE.returned) },
  fc.constantFrom(...Object.values(MESSAGE)),
  fc.nat(2 ** 31),
);

/** A session that is answered with such replies ends in a value, a student's error or a failure of the membrane, and in nothing else. */
export function fuzzReplies(count: number): void {
  fc.assert(
    fc.property(kinds, bodies, (kind, body) => {
      const outcome = answeredWith(kind as MessageKind, body);
      return outcome === undefined && Object.keys(Object.prototype).length === 0;
    }),
    { numRuns: count },
  );
}

/** What a question threw that it must not throw. */
function answeredWith(kind: MessageKind, body: Buffer): unknown {
  let id = "";
  let answered = false;
  const session = new Session({
    makeArray,
    transport: {
      send: (writer) => {
        id = Buffer.from(writer.bytes().subarray(8, 20)).toString("hex");
      },
      receive: () => {
        if (answered) return undefined;
        answered = true;
        return { kind, id, body };
      },
    },
  });
  try {
    session.ask(MESSAGE.call, 1, undefined, [{ a: 1 }]);
  } catch (error) {
    if (!(error instanceof MembraneFailure || error instanceof StudentError)) return error;
  }
  return undefined;
}

/** Runs `work` on ever more input and says how much memory the process took at its peak. */
export function fuzz(name: string, count: number, work: (count: number) => void): void {
  const started = performance.now();
  work(count);
  const seconds = (performance.now() - started) / 1000;
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(`${name}: ${count} inputs in ${seconds.toFixed(0)} s, nothing got through, peak ${peak.toFixed(0)} MB`);
}

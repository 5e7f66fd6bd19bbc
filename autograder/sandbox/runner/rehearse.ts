/**
 * A conversation like those to come, held while the program's snapshot is made: the code that it runs is compiled there, once,
 * instead of in every process. Nothing else of it stays: arrays are small, so that no engine is looked for.
 */
import { type NdArray, nd, random } from "gradlab/lib";
import { encode } from "../../membrane/wire/encode.ts";
import { beginFrame, type Frame, HEADER_BYTES } from "../../membrane/wire/frame.ts";
import { makeArray } from "../../membrane/wire/make-array.ts";
import { MESSAGE, type MessageKind } from "../../membrane/wire/tags.ts";
import { ByteWriter } from "../../membrane/wire/writer.ts";
import { Server } from "./server.ts";

type Question = [kind: MessageKind, ...parts: unknown[]];

/** Answers like a first assignment's. */
const ANSWERS = {
  forward(x: NdArray, w: NdArray, b: NdArray): [NdArray, NdArray[]] {
    const out = x.reshape(x.shape[0], -1).dot(w).add(b);
    return [out, [x, w, b]];
  },
  backward(dout: NdArray, [x, w]: NdArray[]): NdArray[] {
    const flat = x.reshape(x.shape[0], -1);
    return [dout.dot(w.T).reshape(x.shape), flat.T.dot(dout), dout.sum(0)];
  },
  relu: (x: NdArray) => [nd.maximum(x, 0), x.mul(x.gt(0))],
  softmax(x: NdArray, y: NdArray): [number, NdArray] {
    const n = x.shape[0];
    const shifted = x.sub(x.max({ axis: 1, keepdims: true }));
    const logs = shifted.sub(shifted.exp().sum({ axis: 1, keepdims: true }).log());
    const dx = logs.exp();
    const rows = nd.arange(n);
    dx.put([rows, y], dx.slice(rows, y).sub(1));
    return [logs.slice(rows, y).sum() / -n, dx.div(n)];
  },
  step(w: NdArray, dw: NdArray, config: Record<string, unknown>): [NdArray, object] {
    const v = nd.zerosLike(w).mul(0.9).sub(dw.mul(1e-2));
    config.velocity = v;
    return [w.add(v), config];
  },
  Net: class {
    params: Record<string, NdArray> = { W1: random.randn(4, 3).mul(1e-2), b1: nd.zeros([3]) };
    loss(x: NdArray): NdArray {
      return x.dot(this.params.W1).add(this.params.b1);
    }
  },
  fails(): never {
    throw new Error("not written yet");
  },
};

/** Holds it. Throws where an answer threw that was not to: then no snapshot is made. */
export async function rehearse(): Promise<void> {
  const frames = rehearsal().map(frameOf);
  let thrown = 0;
  const send = (writer: ByteWriter) => {
    if (writer.bytes().readUInt32LE(4) === MESSAGE.threw) thrown++;
  };
  const server = new Server({
    makeArray,
    load: async () => ANSWERS,
    compile: () => [],
    pipes: { receive: () => frames.shift(), send },
  });
  await server.serve();
  if (thrown !== 1) throw new Error(`rehearse: expected one answer that throws, got ${thrown}`);
}

/** What lives in the server, by the numbers that it gives: in the order in which it shows them. */
const shown: object[] = Array.from({ length: 9 }, () => ({}));
const [EXPORTS, ...NAMED] = shown;

function rehearsal(): Question[] {
  random.seed([1, 2, 3]);
  const names = Object.keys(ANSWERS);
  const x = random.randn(5, 2, 2);
  const [w, b, dout] = [random.randn(4, 3), random.randn(3), random.randn(5, 3)];
  const args: unknown[][] = [
    [x, w, b],
    [dout, [x, w, b]],
    [dout],
    [dout, nd.array([0, 1, 2, 0, 1], "int32")],
    [w, w, { learningRate: 1e-3 }],
    [],
    [],
  ];
  const [net] = shown.slice(names.length + 1);
  return [
    [MESSAGE.load, { code: "", problems: [] }, names, [1, 2, 3], []],
    [MESSAGE.keys, EXPORTS],
    ...names.map((name): Question => [MESSAGE.get, EXPORTS, name]),
    ...args.flatMap((given, at): Question[] =>
      names[at] === "Net" ? [] : [[MESSAGE.call, NAMED[at], undefined, given]],
    ),
    [MESSAGE.construct, NAMED[names.indexOf("Net")], []],
    [MESSAGE.get, net, "params"],
    [MESSAGE.get, net, "loss"],
  ];
}

function frameOf([kind, ...parts]: Question): Frame {
  const writer = new ByteWriter();
  const id = "0".repeat(24);
  beginFrame(writer, kind, id);
  writer.u32(0); // no array was changed
  const refuse = () => {
    throw new TypeError("nothing else is shown in a rehearsal");
  };
  const home = (value: object) => (shown.includes(value) ? shown.indexOf(value) + 1 : undefined);
  encode(writer, parts, { home, keep: refuse, mirror: refuse });
  return { kind, id, body: Buffer.from(writer.bytes().subarray(HEADER_BYTES)) };
}

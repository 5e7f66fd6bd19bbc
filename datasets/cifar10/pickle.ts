/**
 * CIFAR-10's python form: a pickled dictionary with `data`, a NumPy array (N, 3072) of bytes, and `labels`, a list.
 * Nothing that a pickle names is run: the two NumPy types it needs are answered here, everything else is refused.
 * Source: https://www.cs.toronto.edu/~kriz/cifar.html, "Python / Matlab versions".
 */
import { Parser } from "pickleparser";
import { DataFileError } from "../error.ts";
import { type Cifar10Batch, PIXELS } from "./records.ts";

/**
 * Reads the bytes of one `data_batch_N` or `test_batch`.
 *
 * @param records how many images the file must hold; unset: any number
 * @throws DataFileError where it is no such pickle
 */
export function parseCifar10Pickle(bytes: Uint8Array, name = "CIFAR-10 batch", records?: number): Cifar10Batch {
  const { data, labels } = unpickle(bytes, name) as { data?: PickledArray; labels?: unknown };
  const count = Array.isArray(labels) ? labels.length : 0;
  if (!(data instanceof PickledArray) || count === 0) {
    throw new DataFileError(name, "a dictionary with data and labels", "a pickle without them");
  }
  if ((records !== undefined && count !== records) || data.bytes.length !== count * PIXELS) {
    const wanted = `${records ?? count} images of ${PIXELS} bytes`;
    throw new DataFileError(name, wanted, `${count} labels and ${data.bytes.length} bytes`);
  }
  const wrong = (labels as unknown[]).findIndex(
    (label) => !(Number.isInteger(label) && Number(label) >= 0 && Number(label) <= 9),
  );
  if (wrong >= 0)
    throw new DataFileError(name, `a label from 0 to 9 for image ${wrong}`, String((labels as unknown[])[wrong]));
  return { labels: Uint8Array.from(labels as number[]), pixels: data.bytes };
}

/** Writes images as Python 2 pickled them (protocol 2, byte strings): the inverse of {@link parseCifar10Pickle}. */
export function encodeCifar10Pickle({ labels, pixels }: Cifar10Batch): Uint8Array {
  const count = labels.length;
  const head = [
    ...[0x80, 2, ...ascii("}("), ...shortString("labels"), ...ascii("](")],
    ...Array.from(labels).flatMap((label) => [0x4b, label]),
    ...[...ascii("e"), ...shortString("data"), ...ascii("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n")],
    ...[0x4b, 0, 0x85, ...shortString("b"), 0x87, ...ascii("R(K"), 1, 0x4d, count & 255, count >> 8, 0x4d, 0, 12, 0x86],
    ...[
      ...ascii("cnumpy\ndtype\n"),
      ...shortString("u1"),
      0x4b,
      0,
      0x4b,
      1,
      0x87,
      ...ascii("R(K"),
      3,
      ...shortString("|"),
    ],
    ...[...ascii("NNNJ"), 255, 255, 255, 255, 0x4a, 255, 255, 255, 255, 0x4b, 0, ...ascii("tb"), 0x89, 0x54],
  ];
  const bytes = new Uint8Array(head.length + 4 + pixels.length + 4);
  bytes.set(head);
  new DataView(bytes.buffer).setUint32(head.length, pixels.length, true);
  bytes.set(pixels, head.length + 4);
  bytes.set(ascii("tbu."), bytes.length - 4);
  return bytes;
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

/** SHORT_BINSTRING: below 256 bytes. */
function shortString(text: string): number[] {
  return [0x55, text.length, ...ascii(text)];
}

/** A NumPy array as it unpickles: made empty, then given its state (version, shape, dtype, Fortran order, content). */
class PickledArray {
  bytes: Uint8Array = new Uint8Array();
  __setstate__([, , , , content]: unknown[]): void {
    this.bytes = bytesOfText(String(content));
  }
}

function unpickle(bytes: Uint8Array, name: string): object {
  if (bytes[0] !== 0x80) throw new DataFileError(name, "a pickle (it begins with \\x80)", "another format");
  try {
    const parser = new Parser({ nameResolver: { resolve: (module, type) => known(module, type, name) } });
    return parser.parse<object>(bytes) ?? {};
  } catch (error) {
    if (error instanceof DataFileError) throw error;
    const got = `${bytes.length} bytes that do not unpickle (${(error as Error).message})`;
    throw new DataFileError(name, "a whole pickle", got, "it is truncated or corrupt: get it again");
  }
}

function known(module: string, type: string, name: string): () => object {
  const full = `${module}.${type}`;
  if (/^numpy\.(_?core\.multiarray\._reconstruct)$/.test(full)) return () => new PickledArray();
  if (full === "numpy.ndarray" || full === "numpy.dtype") return () => ({ __setstate__() {} });
  throw new DataFileError(name, "nothing but NumPy arrays", `${full}, which is refused`);
}

/** The bytes of a Python 2 string, which the parser gives as text (windows-1252, as TextDecoder's "ascii" is). */
function bytesOfText(text: string): Uint8Array {
  const decoded = new TextDecoder("ascii").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const byteOf = new Map([...decoded].map((character, byte) => [character.charCodeAt(0), byte]));
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = byteOf.get(text.charCodeAt(i)) ?? 0;
  return bytes;
}

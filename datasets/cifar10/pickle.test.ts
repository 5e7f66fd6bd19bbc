import { encodeCifar10Pickle, parseCifar10Pickle } from "./pickle.ts";

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

/** A byte string as Python 2 pickled it: SHORT_BINSTRING or BINSTRING. */
function string(bytes: number[]): number[] {
  if (bytes.length < 256) return [0x55, bytes.length, ...bytes];
  return [0x54, ...new Uint8Array(Uint32Array.of(bytes.length).buffer), ...bytes];
}

/** A batch as the real files are: protocol 2, opcode by opcode (checked against Python's own pickle.loads). */
function batch(labels: number[], pixels: number[], type = "cnumpy.core.multiarray\n_reconstruct\n"): Uint8Array {
  const short = (n: number) => [0x4d, n & 255, n >> 8];
  return Uint8Array.from([
    ...[0x80, 2, ...ascii("}(")],
    ...string(ascii("batch_label")),
    ...string(ascii("testing batch 1 of 1")),
    ...string(ascii("labels")),
    ...ascii("]("),
    ...labels.flatMap((label) => [0x4b, label]),
    ...ascii("e"),
    ...string(ascii("data")),
    ...ascii(`${type}cnumpy\nndarray\nK`),
    ...[0, 0x85, ...string(ascii("b")), 0x87, ...ascii("R(K"), 1, ...short(labels.length), ...short(3072), 0x86],
    ...[...ascii("cnumpy\ndtype\n"), ...string(ascii("u1")), 0x4b, 0, 0x4b, 1, 0x87, ...ascii("R(K"), 3],
    ...[...string(ascii("|")), ...ascii("NNNJ"), 255, 255, 255, 255, 0x4a, 255, 255, 255, 255, 0x4b, 0, ...ascii("tb")],
    ...[0x89, ...string(pixels), ...ascii("tbu.")],
  ]);
}

const PIXELS = Array.from({ length: 2 * 3072 }, (_, i) => (i * 7) % 256);

test("labels and every byte of the images come out, those above 127 too", () => {
  const { labels, pixels } = parseCifar10Pickle(batch([3, 9], PIXELS), "data_batch_1", 2);
  expect([...labels]).toEqual([3, 9]);
  expect([...pixels]).toEqual(PIXELS);
});

test("writing is the inverse of reading", () => {
  const images = parseCifar10Pickle(batch([3, 9], PIXELS));
  expect(parseCifar10Pickle(encodeCifar10Pickle(images))).toEqual(images);
});

test.each([
  ["truncated", batch([3, 9], PIXELS).subarray(0, 500), /expected a whole pickle, got 500 bytes that do not unpickle/],
  ["another format", Uint8Array.of(0x1f, 0x8b), /expected a pickle \(it begins with \\x80\), got another format/],
  ["too few images", batch([3], PIXELS.slice(0, 3072)), /expected 2 images of 3072 bytes, got 1 labels and 3072 bytes/],
  ["a wrong label", batch([3, 77], PIXELS), /a label from 0 to 9 for image 1, got 77/],
  [
    "a pickle that would run a program",
    batch([3, 9], PIXELS, "cposix\nsystem\n"),
    /nothing but NumPy arrays, got posix\.system, which is refused/,
  ],
  ["another dictionary", Uint8Array.from([0x80, 2, ...ascii("}.")]), /a dictionary with data and labels/],
])("%s is named", (_name, bytes, message) => {
  expect(() => parseCifar10Pickle(bytes, "data_batch_1", 2)).toThrow(message);
});

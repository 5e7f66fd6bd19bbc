/**
 * CIFAR-10's binary format: records of 1 + 3072 bytes with nothing between them. The first byte is the label 0..9;
 * then come the 32x32 red, green and blue planes, row by row, so a record's pixels are already (C, H, W).
 * Source: https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version".
 */
import { DataFileError } from "../error.ts";

export const PIXELS = 3 * 32 * 32;
const RECORD = 1 + PIXELS;

/** The ten classes of the real set, in the order of its batches.meta.txt. */
export const CIFAR10_CLASSES = "airplane automobile bird cat deer dog frog horse ship truck".split(" ");

/** N images: labels (N,) and pixels (N, 3, 32, 32), both uint8. */
export interface Cifar10Batch {
  labels: Uint8Array;
  pixels: Uint8Array;
}

/**
 * Reads the bytes of one `data_batch_N.bin` or `test_batch.bin`.
 *
 * @param bytes the whole file
 * @param name used in messages
 * @param records how many records the file must hold (10000 in the real files); unset: any number
 * @throws DataFileError where the length or a label cannot be CIFAR-10's
 */
export function parseCifar10Batch(bytes: Uint8Array, name = "CIFAR-10 batch", records?: number): Cifar10Batch {
  const count = recordCount(bytes, name, records);
  const labels = new Uint8Array(count);
  const pixels = new Uint8Array(count * PIXELS);
  for (let n = 0; n < count; n++) {
    const label = bytes[n * RECORD];
    if (label > 9) throw wrongLabel(name, n, label);
    labels[n] = label;
    pixels.set(bytes.subarray(n * RECORD + 1, (n + 1) * RECORD), n * PIXELS);
  }
  return { labels, pixels };
}

/** Writes images in the binary format: the inverse of {@link parseCifar10Batch}. */
export function encodeCifar10Batch({ labels, pixels }: Cifar10Batch): Uint8Array {
  const bytes = new Uint8Array(labels.length * RECORD);
  for (let n = 0; n < labels.length; n++) {
    bytes[n * RECORD] = labels[n];
    bytes.set(pixels.subarray(n * PIXELS, (n + 1) * PIXELS), n * RECORD + 1);
  }
  return bytes;
}

/** Puts batches behind one another. */
export function concatBatches(batches: Cifar10Batch[]): Cifar10Batch {
  const count = batches.reduce((sum, { labels }) => sum + labels.length, 0);
  const whole = { labels: new Uint8Array(count), pixels: new Uint8Array(count * PIXELS) };
  let at = 0;
  for (const { labels, pixels } of batches) {
    whole.labels.set(labels, at);
    whole.pixels.set(pixels, at * PIXELS);
    at += labels.length;
  }
  return whole;
}

function recordCount(bytes: Uint8Array, name: string, records?: number): number {
  const count = bytes.length / RECORD;
  if (Number.isInteger(count) && count > 0 && (records === undefined || records === count)) return count;
  const wanted =
    records === undefined ? `a multiple of ${RECORD} bytes` : `${records} records (${records * RECORD} bytes)`;
  throw new DataFileError(name, wanted, `${bytes.length} bytes (${count.toFixed(2)} records)`, remedy(bytes));
}

function wrongLabel(name: string, record: number, label: number): DataFileError {
  const where = `in record ${record} (byte ${record * RECORD})`;
  return new DataFileError(name, `a label from 0 to 9 ${where}`, String(label), "not CIFAR-10's binary format");
}

/** A hint from the first bytes, for the files that people put here by mistake. */
function remedy(bytes: Uint8Array): string {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "this is a gzip archive: unpack it first";
  if (bytes[0] === 0x80 && bytes[1] <= 5) return "this looks like the python (pickle) form: name it without .bin";
  return "the file is truncated or not CIFAR-10's binary form: get it again with `gradlab data get cifar10`";
}

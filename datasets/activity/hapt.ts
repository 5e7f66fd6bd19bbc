/**
 * HAPT's raw files, cut into windows: `acc_exp01_user01.txt` holds one sample per line (x y z, in g, 50 Hz), `labels.txt`
 * lines of experiment, user, activity, first and last sample (from 1, both included).
 * Source: https://archive.ics.uci.edu/dataset/341
 */
import { DataFileError } from "../error.ts";
import type { H5Array } from "../formats/h5.ts";
import { STEPS } from "./synthetic.ts";

/** Activities 1 to 6 are kept; 7 to 12 are transitions between postures. */
const ACTIVITIES = 6;

/** The last person of the training split, as the set's own authors divide it: 21 people to train, 9 to test. */
const LAST_TRAINING_USER = 21;

/** Windows (N, 150, 3) and their activities as one-hot rows (N, 6), for training and for test. */
export interface ActivityArrays {
  trX: H5Array;
  trY: H5Array;
  tstX: H5Array;
  tstY: H5Array;
}

interface Segment {
  experiment: number;
  user: number;
  activity: number;
  start: number;
  end: number;
}

/**
 * Cuts recordings into windows of 150 samples, split by person.
 *
 * @param files name -> text of labels.txt and of the recordings; folders in front of the names do not matter
 * @param stride samples from one window to the next; 150: no overlap
 */
export function haptWindows(files: Map<string, string>, stride: number = STEPS): ActivityArrays {
  const byName = new Map([...files].map(([path, text]) => [path.split("/").at(-1)!, text]));
  const labels = byName.get("labels.txt");
  if (labels === undefined)
    throw new DataFileError("HAPT", "labels.txt among the raw files", `${byName.size} other files`);
  const recordings = new Map<string, Float64Array>();
  const windows = parseLabels(labels)
    .filter(({ activity }) => activity <= ACTIVITIES)
    .flatMap((segment) => windowsOf(segment, recordingOf(segment, byName, recordings), stride));
  const [train, test] = [true, false].map((training) =>
    windows.filter(({ user }) => user <= LAST_TRAINING_USER === training),
  );
  return { trX: stack(train), trY: oneHot(train), tstX: stack(test), tstY: oneHot(test) };
}

interface Window {
  user: number;
  activity: number;
  samples: Float64Array;
}

function parseLabels(text: string): Segment[] {
  return linesOf(text).map((line, i) => {
    const [experiment, user, activity, start, end] = line.trim().split(/\s+/).map(Number);
    if (activity >= 1 && start >= 1 && end >= start) return { experiment, user, activity, start, end };
    throw new DataFileError(`labels.txt, line ${i + 1}`, "experiment user activity start end", JSON.stringify(line));
  });
}

function recordingOf(segment: Segment, files: Map<string, string>, known: Map<string, Float64Array>): Float64Array {
  const two = (n: number) => String(n).padStart(2, "0");
  const name = `acc_exp${two(segment.experiment)}_user${two(segment.user)}.txt`;
  const text = files.get(name);
  if (text === undefined)
    throw new DataFileError("HAPT", `the recording ${name} that labels.txt names`, "no such file");
  const recording = known.get(name) ?? parseRecording(text, name);
  known.set(name, recording);
  if (segment.end * 3 <= recording.length) return recording;
  const samples = `${recording.length / 3} samples`;
  throw new DataFileError(name, `at least ${segment.end} samples, as labels.txt says`, samples, "it is truncated");
}

/** (samples * 3,) in the order of the file. */
function parseRecording(text: string, name: string): Float64Array {
  const lines = linesOf(text);
  const out = new Float64Array(lines.length * 3);
  lines.forEach((line, i) => {
    const sample = line.trim().split(/\s+/).map(Number);
    if (sample.length !== 3 || !sample.every(Number.isFinite)) {
      throw new DataFileError(`${name}, line ${i + 1}`, "three numbers x y z", JSON.stringify(line));
    }
    out.set(sample, i * 3);
  });
  return out;
}

function windowsOf({ user, activity, start, end }: Segment, recording: Float64Array, stride: number): Window[] {
  const out: Window[] = [];
  for (let first = start - 1; first + STEPS <= end; first += stride) {
    out.push({ user, activity, samples: recording.subarray(first * 3, (first + STEPS) * 3) });
  }
  return out;
}

function stack(windows: Window[]): H5Array {
  const data = new Float64Array(windows.length * STEPS * 3);
  windows.forEach(({ samples }, n) => void data.set(samples, n * STEPS * 3));
  return { data, shape: [windows.length, STEPS, 3] };
}

function oneHot(windows: Window[]): H5Array {
  const data = new Float64Array(windows.length * ACTIVITIES);
  windows.forEach(({ activity }, n) => {
    data[n * ACTIVITIES + activity - 1] = 1;
  });
  return { data, shape: [windows.length, ACTIVITIES] };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}

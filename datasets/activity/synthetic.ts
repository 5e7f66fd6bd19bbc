/**
 * The stand-in for the activity windows: what an accelerometer at the waist feels, in g, 50 times a second, while someone
 * walks, climbs, sits, stands or lies. Every person has a pace, a strength and a way of wearing the device; windows begin
 * anywhere in a step, so a network has to remember, not to look at one place. Same h5 layout as the course's file.
 */
import { DEFAULT_SEED, Draw, type Seed } from "../draw.ts";
import { encodeH5 } from "../formats/h5.ts";

export const ACTIVITIES = [
  "walking",
  "walking upstairs",
  "walking downstairs",
  "sitting",
  "standing",
  "laying",
] as const;

export const STEPS = 150;
const CHANNELS = 3;

/** Where gravity points (x up along the body, y to the side, z forward), and how the body moves. */
const MOTIONS = [
  { gravity: [1, 0, 0.1], hertz: 1.9, swing: [0.22, 0.12, 0.14], second: 0.5 },
  { gravity: [0.97, 0, 0.22], hertz: 1.45, swing: [0.26, 0.1, 0.2], second: 0.15 },
  { gravity: [0.98, 0, -0.02], hertz: 2.2, swing: [0.36, 0.16, 0.12], second: 0.9 },
  { gravity: [0.88, 0.08, 0.4], hertz: 0.3, swing: [0.01, 0.01, 0.01], second: 0 },
  { gravity: [0.98, 0.02, 0.15], hertz: 0.4, swing: [0.015, 0.015, 0.012], second: 0 },
  { gravity: [0.05, 0.6, 0.75], hertz: 0.25, swing: [0.01, 0.01, 0.01], second: 0 },
] as const;

export interface SyntheticActivityOptions {
  numTrain?: number;
  numTest?: number;
  seed?: Seed;
}

/** The stand-in's file: trX (N, 150, 3), trY (N, 6) one-hot, tstX, tstY; 21 people in the first, 9 others in the second. */
export async function makeSyntheticActivity(options: SyntheticActivityOptions = {}): Promise<Map<string, Uint8Array>> {
  const { numTrain = 1800, numTest = 480, seed = DEFAULT_SEED } = options;
  const [train, test] = [new Draw(seed, "train"), new Draw(seed, "test")];
  const [trX, trY] = windows(numTrain, people(21, train), train);
  const [tstX, tstY] = windows(numTest, people(9, test), test);
  return new Map([["activity.h5", await encodeH5({ trX, trY, tstX, tstY })]]);
}

/**
 * The same movements as HAPT's raw files: one recording of all six activities per person, 30 people, and labels.txt.
 *
 * @param options numTrain: windows of 150 samples in the 21 training people's recordings, about
 */
export function makeSyntheticHapt(options: SyntheticActivityOptions = {}): Map<string, Uint8Array> {
  const { numTrain = 630, seed = DEFAULT_SEED } = options;
  const draw = new Draw(seed);
  const samples = STEPS * Math.max(1, Math.round(numTrain / 21 / ACTIVITIES.length));
  const recordings = people(30, draw).map((person) => recordingOf(person, draw, samples));
  const named = recordings.map((text, i) => [recordingName(i + 1), encoded(text)] as const);
  const labels = recordings.map((_, i) => labelLines(i + 1, samples)).join("");
  return new Map([...named, ["RawData/labels.txt", encoded(labels)]]);
}

const encoded = (text: string) => new TextEncoder().encode(text);

/** One person's raw file: `samples` lines of each activity in turn. */
function recordingOf(person: Person, draw: Draw, samples: number): string {
  return ACTIVITIES.map((_, label) => linesOf(movement(label, person, draw, samples))).join("");
}

function recordingName(number: number): string {
  const user = String(number).padStart(2, "0");
  return `RawData/acc_exp${user}_user${user}.txt`;
}

/** A line per activity: experiment, person, activity, first and last sample, all from 1. */
function labelLines(number: number, samples: number): string {
  const line = (label: number) => `${number} ${number} ${label + 1} ${label * samples + 1} ${(label + 1) * samples}\n`;
  return ACTIVITIES.map((_, label) => line(label)).join("");
}

function movement(label: number, person: Person, draw: Draw, steps: number): Float64Array {
  const samples = new Float64Array(steps * CHANNELS);
  drawWindow(label, person, draw, samples);
  return samples;
}

/** One sample x y z per line. */
function linesOf(samples: Float64Array): string {
  let text = "";
  for (let i = 0; i < samples.length; i += 3) text += `${samples[i]} ${samples[i + 1]} ${samples[i + 2]}\n`;
  return text;
}

interface Person {
  pace: number;
  strength: number;
  /** How the device is turned on the belt, radians. */
  turn: number;
  lean: number;
}

function people(count: number, draw: Draw): Person[] {
  return Array.from({ length: count }, () => ({
    pace: draw.normal(1, 0.07),
    strength: Math.max(0.5, draw.normal(1, 0.2)),
    turn: draw.normal(0, 0.15),
    lean: draw.normal(0, 0.07),
  }));
}

function windows(count: number, from: Person[], draw: Draw) {
  const X = { data: new Float64Array(count * STEPS * CHANNELS), shape: [count, STEPS, CHANNELS] };
  const Y = { data: new Float64Array(count * ACTIVITIES.length), shape: [count, ACTIVITIES.length] };
  const order = draw.permutation(count);
  for (let i = 0; i < count; i++) {
    const n = order[i];
    const label = i % ACTIVITIES.length;
    Y.data[n * ACTIVITIES.length + label] = 1;
    drawWindow(label, draw.pick(from), draw, X.data.subarray(n * STEPS * CHANNELS, (n + 1) * STEPS * CHANNELS));
  }
  return [X, Y];
}

/** One person's movement: gravity, a step's first and second harmonic, and noise. */
function drawWindow(label: number, person: Person, draw: Draw, out: Float64Array): void {
  const { gravity, hertz, swing, second } = MOTIONS[label];
  const [gx, gy, gz] = turned(gravity, person.turn, person.lean + draw.normal(0, 0.03));
  const start = draw.uniform(0, 2 * Math.PI);
  const pace = hertz * person.pace * draw.uniform(0.95, 1.05);
  for (let t = 0; t < out.length / CHANNELS; t++) {
    const phase = start + (2 * Math.PI * pace * t) / 50;
    const step = Math.sin(phase) + second * Math.sin(2 * phase + 0.7);
    const sway = Math.sin(phase / 2);
    out[t * 3] = gx + person.strength * swing[0] * step + draw.normal(0, 0.012);
    out[t * 3 + 1] = gy + person.strength * swing[1] * sway + draw.normal(0, 0.012);
    out[t * 3 + 2] = gz + person.strength * swing[2] * Math.cos(phase + 0.4) + draw.normal(0, 0.012);
  }
}

function turned([x, y, z]: readonly number[], turn: number, lean: number): number[] {
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const side = c * y - s * z;
  const forward = s * y + c * z;
  return [Math.cos(lean) * x - Math.sin(lean) * forward, side, Math.sin(lean) * x + Math.cos(lean) * forward];
}

/** The words of a progress bar: share, count, elapsed and remaining time, rate, and the figures of the run. */

/** Figures that a run reports as it goes, such as `{ loss: 1.23 }`. */
export type Facts = Record<string, number | string>;

export interface Meter {
  label: string;
  done: number;
  /** Unknown totals (an iterator without a length) are undefined: no share and no remaining time. */
  total?: number;
  /** Seconds since the start. */
  seconds: number;
  unit: string;
  facts: Facts;
}

const BLOCKS = " ▏▎▍▌▋▊▉█";

/** One line, in the form that tqdm made customary: `Epoch 3:  42%|████▏     | 205/490 [00:12<00:17, 16.9 it/s, loss=1.23]`. */
export function meterText(meter: Meter, width = 10): string {
  const share = shareOf(meter);
  const head = meter.label ? `${meter.label}: ` : "";
  if (share === undefined) return `${head}${meter.done} ${meter.unit} [${figures(meter)}]`;
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  return `${head}${percent}%|${bar(share, width)}| ${meter.done}/${meter.total} [${figures(meter)}]`;
}

/** The same as HTML: a native progress element and the figures. */
export function meterHtml(meter: Meter): string {
  const value = meter.total === undefined ? "" : ` value="${meter.done}" max="${meter.total}"`;
  const label = meter.label ? `${escapeHtml(meter.label)} ` : "";
  const count = meter.total === undefined ? `${meter.done}` : `${meter.done}/${meter.total}`;
  return `<div style="font-family:monospace">${label}<progress${value}></progress> ${count} [${escapeHtml(figures(meter))}]</div>`;
}

/** Steps per second, or undefined before the first step. */
export function rateOf({ done, seconds }: Meter): number | undefined {
  return done > 0 && seconds > 0 ? done / seconds : undefined;
}

/** Seconds that the rest will take at the rate so far. */
export function remainingOf(meter: Meter): number | undefined {
  const rate = rateOf(meter);
  return rate === undefined || meter.total === undefined ? undefined : Math.max(0, meter.total - meter.done) / rate;
}

/** `mm:ss`, with hours in front where there are any; `?` where unknown. */
export function clockText(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return "?";
  const whole = Math.round(seconds);
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return whole < 3600 ? minutes : `${Math.floor(whole / 3600)}:${minutes}`;
}

function shareOf({ done, total }: Meter): number | undefined {
  if (total === undefined) return undefined;
  return total === 0 ? 1 : Math.min(1, Math.max(0, done / total));
}

function figures(meter: Meter): string {
  const rate = rateOf(meter);
  const left = meter.total === undefined ? "" : `<${clockText(remainingOf(meter))}`;
  const facts = Object.entries(meter.facts).map(([name, value]) => `${name}=${factText(value)}`);
  return [`${clockText(meter.seconds)}${left}`, rateText(rate, meter.unit), ...facts].join(", ");
}

function rateText(rate: number | undefined, unit: string): string {
  if (rate === undefined) return `? ${unit}/s`;
  return rate >= 1 ? `${rate.toPrecision(3)} ${unit}/s` : `${(1 / rate).toPrecision(3)} s/${unit}`;
}

function factText(value: number | string): string {
  if (typeof value === "string" || Number.isInteger(value)) return String(value);
  return Number(value.toPrecision(4)).toString();
}

function bar(share: number, width: number): string {
  const eighths = Math.floor(share * width * 8);
  const partial = eighths < width * 8 ? BLOCKS[eighths % 8] : "";
  return ("█".repeat(eighths >> 3) + partial).padEnd(width);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

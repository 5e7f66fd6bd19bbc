/** What lateness costs. Only the receiving side's clock counts; a time inside a submission is never read. */
import type { LateRule } from "./course.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const UNIT_MS = { m: 60_000, h: 3_600_000, d: DAY_MS };

export interface Lateness {
  /** Begun days after the deadline; 0 within the grace time. */
  days: number;
  /** Percent of the earned points taken. */
  percent: number;
  accepted: boolean;
}

/**
 * The lateness of a submission received at `received`, both times in milliseconds since 1970.
 * Within the grace time nothing is taken; after it days count from the deadline itself, begun days as whole ones.
 */
export function lateness(rule: LateRule, due: number | undefined, received: number): Lateness {
  if (due === undefined || received <= due + rule.graceMs) return { days: 0, percent: 0, accepted: true };
  const days = Math.ceil((received - due) / DAY_MS);
  const accepted = rule.acceptDays === undefined || days <= rule.acceptDays;
  return { days, percent: Math.min(days * rule.perDay, rule.cap), accepted };
}

/** Points left after lateness, to the cent of a point (half a cent rounds up). */
export function pointsAfterLateness(points: number, { percent, accepted }: Lateness): number {
  if (!accepted) return 0;
  return Math.round(points * (100 - percent) + 1e-9) / 100;
}

/** Milliseconds of "15m", "2h", "1.5d". */
export function durationMs(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([mhd])$/.exec(text);
  if (!match) throw new Error(`expected a duration such as 15m, 2h or 1d, got ${text}`);
  return Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
}

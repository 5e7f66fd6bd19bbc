/** Which level of isolation is used: the best that a real try found, and never one below what was asked for. */
import type { IsolationLevel } from "../grade/result.ts";
import { atLeastAsTight, LEVELS } from "./levels.ts";
import { type LevelProbe, probeLevel } from "./probe.ts";

export interface IsolationWish {
  /** The least level to accept. */
  require?: IsolationLevel;
  /** Use exactly this level. */
  exactly?: IsolationLevel;
  /** Accept "none". */
  allowUnsafe?: boolean;
}

export type Chosen = { ok: true; level: IsolationLevel } | { ok: false; reason: string };

/**
 * The best level that this machine has, or in words why grading is refused.
 * @param probe tries one level
 */
export function chooseIsolation(
  wish: IsolationWish = {},
  probe: (level: (typeof LEVELS)[number]) => Pick<LevelProbe, "available" | "reason"> = probeLevel,
): Chosen {
  const reasons: string[] = [];
  for (const level of LEVELS) {
    if (wish.exactly ? level.name !== wish.exactly : level.name === "none" && !wish.allowUnsafe) continue;
    if (wish.require && !atLeastAsTight(level.name, wish.require)) break;
    const { available, reason } = probe(level);
    if (available) return { ok: true, level: level.name };
    reasons.push(`${level.name}: ${reason}; ${level.mend}`);
  }
  const least = wish.exactly ?? wish.require;
  return {
    ok: false,
    reason: [`no sandbox${least ? ` of level ${least}` : ""} on this machine`, ...reasons].join("\n  "),
  };
}

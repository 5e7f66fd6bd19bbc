/** Runs attacks at one level of isolation, several at a time. */
import type { IsolationLevel } from "../grade/result.ts";
import { openArenas } from "./arena.ts";
import type { Arena, AttackCase } from "./case.ts";

/** `held`: the right outcome. `open`: got through, as is known and said of this level. `missed`: got through. */
export type Standing = "held" | "open" | "missed";

export interface AttackReport {
  id: string;
  attack: string;
  outcome: AttackCase["outcome"];
  level: IsolationLevel;
  standing: Standing;
  /** What was not as it must be. */
  problems: string[];
  wallMs: number;
}

export interface RunOptions {
  level: IsolationLevel;
  /** Attacks at a time. */
  lanes?: number;
  onReport?(report: AttackReport): void;
}

/** Tries every attack; a case that itself breaks is missed, with what it broke with. */
export async function runCorpus(
  cases: readonly AttackCase[],
  { level, lanes = 2, onReport }: RunOptions,
): Promise<AttackReport[]> {
  const { arenas, close } = await openArenas(level, lanes);
  const left = [...cases];
  const reports: AttackReport[] = [];
  const lane = async (arena: Arena) => {
    for (let next = left.shift(); next; next = left.shift()) {
      const report = await attacked(next, arena);
      reports.push(report);
      onReport?.(report);
    }
  };
  try {
    await Promise.all(arenas.map(lane));
  } finally {
    close();
  }
  const place = new Map(cases.map(({ id }, index) => [id, index]));
  return reports.sort((a, b) => place.get(a.id)! - place.get(b.id)!);
}

async function attacked({ id, attack, outcome, open, run }: AttackCase, arena: Arena): Promise<AttackReport> {
  const started = performance.now();
  const problems = await run(arena).catch((error: Error) => [`the case broke: ${error.message}`]);
  const standing = problems.length === 0 ? "held" : open.includes(arena.level) ? "open" : "missed";
  return {
    id,
    attack,
    outcome,
    level: arena.level,
    standing,
    problems,
    wallMs: Math.round(performance.now() - started),
  };
}

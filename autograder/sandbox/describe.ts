/** The probe's matrix in words, for `gradlab doctor`. */
import { type Attempt, LEVELS, levelOf } from "./levels.ts";
import { type LevelProbe, probeAll } from "./probe.ts";
import { hiddenEngine } from "./view.ts";

export interface IsolationFacts {
  /** What `gradlab grade` would use. */
  used: LevelProbe["level"] | undefined;
  /** The private path that keeps sandboxes of that level from the native engine, if one does. */
  slow: string | undefined;
  levels: Array<LevelProbe & { means: string; open: string; mend: string }>;
}

/** Tries every level. */
export function describeIsolation(): IsolationFacts {
  const probes = probeAll();
  const used = probes.find(({ available, level }) => available && level !== "none")?.level;
  return { used, slow: used && hiddenEngine(used), levels: probes.map((probe) => ({ ...probe, ...wordsOf(probe) })) };
}

function wordsOf({ level }: LevelProbe) {
  const { means, open, mend } = levelOf(level);
  return { means, open, mend };
}

/** A table of what was tried at which level, then what to do about it. */
export function isolationWords({ used, slow, levels }: IsolationFacts): string[] {
  const names = levels.map(({ level }) => level.padEnd(11)).join("");
  const rows = LEVELS[0].denies.map(
    (attempt) => `  ${attempt.padEnd(30)}${levels.map((one) => cell(one, attempt)).join("")}`,
  );
  const best = levels.find(({ level }) => level === used);
  const advice = levels
    .slice(0, best ? levels.indexOf(best) : undefined)
    .map(({ level, reason, mend }) => `  ${level} is not available: ${reason}; to mend: ${mend}`);
  return [
    `isolation    ${best ? `${best.level}: ${best.means}` : "none: `gradlab grade` refuses to grade without --allow-unsafe"}`,
    `  ${"student code tries to".padEnd(30)}${names}`,
    ...rows,
    ...(best ? [`  still open at level ${best.level}: ${best.open}`] : []),
    ...advice,
    ...(slow ? [slowWords(slow)] : []),
  ];
}

function cell({ denied }: LevelProbe, attempt: Attempt): string {
  const found = denied[attempt];
  return (found === undefined ? "?" : found ? "denied" : "OPEN").padEnd(11);
}

function slowWords(path: string): string {
  return [
    "  questions that train are slower than need be: root's sandboxes are other users here, and no other user may enter",
    `  ${path}; to mend: set GRADLAB_CACHE to a folder that all may enter, and run \`npm run setup\``,
  ].join("\n");
}

/** Which data a loader reads: the stand-in made by the project, or the real set. */
export type Source = "synthetic" | "real";

/** What was asked for, else the environment's GRADLAB_DATA, else the stand-in, which needs nothing. */
export function sourceOf(asked: Source | undefined, env: Record<string, string | undefined> = process.env): Source {
  const source = asked ?? env.GRADLAB_DATA ?? "synthetic";
  if (source === "synthetic" || source === "real") return source;
  throw new Error(`source: expected "synthetic" or "real" (option or GRADLAB_DATA), got "${source}"`);
}

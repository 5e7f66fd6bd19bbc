/** Equal work under two names, by the digests of what students wrote: flagged for a person, never judged here. */

/**
 * For each student, the others who handed in the same work.
 * @param digests each student's digest, as `rebuild` gives it
 * @param common digests that say nothing, such as the untouched release's
 */
export function twins(
  digests: ReadonlyMap<string, string>,
  common: ReadonlySet<string> = new Set(),
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [student, digest] of digests)
    if (!common.has(digest)) groups.set(digest, [...(groups.get(digest) ?? []), student]);
  const pairs = [...groups.values()].filter((group) => group.length > 1);
  return new Map(
    pairs.flatMap((group) => group.map((student) => [student, group.filter((other) => other !== student)] as const)),
  );
}

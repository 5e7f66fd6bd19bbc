/** Results of the stages of intake: returned, never thrown, so that one bad file stops nothing else. */

/** A stage's value, or one sentence that says what was expected, what came and what to do. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; reason: string };

export function accepted<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}

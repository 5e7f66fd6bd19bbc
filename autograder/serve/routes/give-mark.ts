/** Reads a marking form and writes it to the gradebook. */

import { points as inWords } from "../../report/numbers.ts";
import type { PageContext } from "../access/guard.ts";
import type { SiteAssignment } from "../site.ts";
import { type Desk, field } from "./desk.tsx";

export type Given = { ok: true; words: string } | { ok: false; reason: string };

const MAX_COMMENT = 4000;

/**
 * Gives the points and the comment of the form to a question of a student's submission. Refused where somebody else has marked it
 * since the form was shown: neither of the two is lost without a word.
 */
export async function giveMark(
  c: PageContext,
  { site: { gradebook } }: Desk,
  assignment: SiteAssignment,
  student: string,
  question?: string,
): Promise<Given> {
  const id = question ?? (await field(c, "question"));
  const sha256 = await field(c, "sha256");
  const standing = gradebook.standings(assignment.name).find((one) => one.student === student);
  const score = standing?.scores.find((one) => one.question === id);
  if (standing === undefined || score === undefined) return { ok: false, reason: "There is no such question." };
  if (standing.sha256 !== sha256)
    return { ok: false, reason: "Not saved: a newer submission has come in since this form was shown." };
  const points = pointsOf(await field(c, "points"), score.max);
  if (points === undefined) return { ok: false, reason: `Not saved: expected points from 0 to ${score.max}.` };
  const before = gradebook.marks
    .history(assignment.name, student)
    .findLast((mark) => mark.question === id && mark.sha256 === sha256);
  if ((before?.given ?? "") !== (await field(c, "seen")))
    return {
      ok: false,
      reason: `Not saved: ${before?.author ?? "somebody"} has marked this answer meanwhile. Look at it again.`,
    };
  const comment = (await field(c, "comment")).replaceAll("\r\n", "\n").trim().slice(0, MAX_COMMENT);
  const { user: author } = c.var.session;
  const rubric = await ticked(c);
  gradebook.marks.give(assignment.name, {
    ...{ student, question: id, sha256, points, comment, rubric, author },
    given: new Date().toISOString(),
  });
  return { ok: true, words: `${points === null ? "a comment" : `${inWords(points)} points`} for ${id}` };
}

/** null for an empty field, undefined for what is no number of points. */
function pointsOf(text: string, max: number): number | null | undefined {
  if (text.trim() === "") return null;
  const points = Number(text.replace(",", "."));
  return Number.isFinite(points) && points >= 0 && points <= max ? Math.round(points * 100) / 100 : undefined;
}

async function ticked(c: PageContext): Promise<number[]> {
  const { rubric = [] } = await c.req.parseBody({ all: true });
  const values = Array.isArray(rubric) ? rubric : [rubric];
  return values.map(Number).filter((index) => Number.isInteger(index) && index >= 0 && index < 100);
}

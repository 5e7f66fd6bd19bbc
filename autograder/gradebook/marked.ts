/** Results with what people gave: the points that count. */
import type { QuestionResult, SubmissionResult } from "../grade/result.ts";
import type { PlacedMark } from "./marks.ts";

/** The result with the marks of its own submission put in; the computed verdict itself is never rewritten. */
export function marked(result: SubmissionResult, marks: readonly PlacedMark[]): SubmissionResult {
  const { student, submission } = result;
  const own = marks.filter((mark) => mark.student === student && mark.sha256 === submission.sha256);
  if (own.length === 0) return result;
  const byQuestion = new Map(own.map((mark) => [mark.question, mark]));
  const questions = result.questions.map((question) => markedQuestion(question, byQuestion.get(question.id)));
  const points = questions.reduce((sum, question) => sum + question.points, 0);
  return { ...result, questions, points: Math.round(points * 1e6) / 1e6 };
}

function markedQuestion(question: QuestionResult, mark: PlacedMark | undefined): QuestionResult {
  if (!mark) return question;
  const { points, comment, author, given } = mark;
  const outcome = question.manual && points !== null ? "graded" : question.outcome;
  return { ...question, points: points ?? question.points, outcome, mark: { points, comment, author, given } };
}

/** What differs between a submission and the instructor's notebook, in words; docs/intake.md has the rule behind each. */

import type { Cell, Notebook } from "gradlab/kernel/notebook";
import { isFixed, isStudents, publicText } from "./cell-text.ts";
import type { Match } from "./match.ts";
import { gradeInfo } from "./notebook.ts";
import type { StudentCell } from "./read.ts";
import { sameText } from "./source.ts";
import type { IntakeWarning } from "./warning.ts";

/** Warnings about cells that are missing, named twice, retyped, moved or changed. */
export function matchWarnings(
  instructor: Notebook,
  cells: readonly StudentCell[],
  matches: ReadonlyMap<number, Match>,
): IntakeWarning[] {
  const named = instructor.cells.flatMap((cell, index) => {
    const info = gradeInfo(cell.metadata);
    return info ? [{ cell, index, id: info.gradeId }] : [];
  });
  const own = named.flatMap(({ cell, index, id }) => cellWarnings(cell, id, matches.get(index), cells));
  return [
    ...wrongAssignment(named, cells),
    ...own,
    ...duplicates(new Set(named.map(({ id }) => id)), cells),
    ...reordered(matches),
  ];
}

function cellWarnings(
  cell: Cell,
  id: string,
  match: Match | undefined,
  cells: readonly StudentCell[],
): IntakeWarning[] {
  if (match === undefined) return isGolden(cell) ? [] : [missing(cell, id)];
  const student = cells[match.student];
  const warnings: IntakeWarning[] = [];
  if (match.by === "id")
    warnings.push({ code: "metadata", cell: id, message: `${id}: its grade_id was gone; recognised by its cell id` });
  if (student.type !== cell.cell_type)
    warnings.push({
      code: "retyped",
      cell: id,
      message: `${id}: was a ${student.type} cell; taken as the ${cell.cell_type} cell it was`,
    });
  if (isFixed(cell) && !sameText(publicText(cell), student.text))
    warnings.push({ code: "edited", cell: id, message: `${id}: was changed; the instructor's text is used` });
  return warnings;
}

function missing(cell: Cell, id: string): IntakeWarning {
  const effect = isStudents(cell) ? "its question is graded without it" : "the instructor's is used";
  return { code: "missing", cell: id, message: `${id}: is not in the notebook; ${effect}` };
}

/** Cells of published figures are never released, so no student has them. */
function isGolden(cell: Cell): boolean {
  return (cell.metadata.gradlab as { golden?: unknown } | undefined)?.golden === true;
}

/** Not one known cell, but cells of something else. */
function wrongAssignment(named: { id: string }[], cells: readonly StudentCell[]): IntakeWarning[] {
  const known = new Set(named.map(({ id }) => id));
  const others = cells.flatMap(({ gradeId }) => (gradeId === undefined ? [] : [gradeId]));
  if (known.size === 0 || others.length === 0 || others.some((id) => known.has(id))) return [];
  const message = `none of the ${known.size} cells of this assignment is in the notebook, but ${others.slice(0, 3).join(", ")}: is it another assignment's?`;
  return [{ code: "wrong-assignment", message }];
}

function duplicates(known: ReadonlySet<string>, cells: readonly StudentCell[]): IntakeWarning[] {
  const counts = new Map<string, number>();
  for (const { gradeId } of cells)
    if (gradeId !== undefined && known.has(gradeId)) counts.set(gradeId, (counts.get(gradeId) ?? 0) + 1);
  return [...counts].flatMap(([id, count]): IntakeWarning[] => {
    if (count === 1) return [];
    return [
      {
        code: "duplicate",
        cell: id,
        message: `${id}: is there ${count} times; the first is graded, the others are helper code`,
      },
    ];
  });
}

function reordered(matches: ReadonlyMap<number, Match>): IntakeWarning[] {
  const order = [...matches].sort(([a], [b]) => a - b).map(([, { student }]) => student);
  if (order.every((student, index) => index === 0 || student > order[index - 1])) return [];
  return [
    {
      code: "reordered",
      message: "cells stand in another order than they were released in; the released order is used",
    },
  ];
}

/** Bidirectional overrides, blanks of no width and tags: text that a person reads differently from a compiler. */
const HIDDEN = /[\u061c\u200b\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

/** Joiners and direction marks belong to honest prose (emoji, right-to-left scripts) and to no code. */
const HIDDEN_IN_CODE = new RegExp(`${HIDDEN.source}|[\\u200c-\\u200f]`, "u");

/** Warns of characters that hide or reorder what a person who grades would read (CVE-2021-42574). */
export function hiddenCharacters(cells: readonly StudentCell[]): IntakeWarning[] {
  return cells.flatMap(({ text, gradeId, type }, index): IntakeWarning[] => {
    const found = (type === "code" ? HIDDEN_IN_CODE : HIDDEN).exec(text);
    if (found === null) return [];
    const code = `U+${found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
    const line = text.slice(0, found.index).split("\n").length;
    const name = gradeId ?? `cell ${index + 1}`;
    return [
      {
        code: "hidden-characters",
        cell: gradeId,
        message: `${name}: line ${line} holds the invisible character ${code}`,
      },
    ];
  });
}

/** Words that speak to a machine that grades instead of answering the question. */
const TO_A_MACHINE =
  /\b(ignore|disregard|forget) (all |any |the |your )*(previous|prior|above|earlier|system) (instruction|prompt|rule|text)|\b(as|you are) an? (ai|assistant|language model|automatic grader|autograder)\b|\b(give|award|assign|grant) (me |this |it |the student )*(full|maximum|all|perfect|100)\b[^.\n]{0,20}\b(marks?|points?|score|credit|grade)|<\|?(system|im_start|assistant)\|?>|\[\/?INST\]/i;

/** Warns of free answers that give orders to a grading program. They are data whatever they say; a person should look. */
export function machineInstructions(
  instructor: Notebook,
  cells: readonly StudentCell[],
  matches: ReadonlyMap<number, Match>,
): IntakeWarning[] {
  return [...matches].flatMap(([target, { student }]): IntakeWarning[] => {
    const cell = instructor.cells[target];
    const id = gradeInfo(cell.metadata)?.gradeId;
    const found = isStudents(cell) && cell.cell_type === "markdown" ? TO_A_MACHINE.exec(cells[student].text) : null;
    return found
      ? [
          {
            code: "instructions",
            cell: id,
            message: `${id}: speaks to a grading program ("${found[0].slice(0, 60)}"); for a person to look at`,
          },
        ]
      : [];
  });
}

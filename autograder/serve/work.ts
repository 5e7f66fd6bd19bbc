/** A submission as a person reads it: its cells beside those of the release, sorted by question. */
import { type Cell, type Notebook, type Output, parseNotebook } from "gradlab/kernel/notebook";
import { gradeInfo } from "../intake/index.ts";
import type { Assignment, CellKind, SourceCell } from "../source/index.ts";

export interface WorkCell {
  /** Position in the submission, from 0. */
  index: number;
  type: Cell["cell_type"];
  /** `foreign`: a cell that the release does not have. */
  kind: CellKind | "foreign";
  question: string | undefined;
  source: string;
  /** The text that was given out; undefined for foreign cells. */
  released: string | undefined;
  outputs: Output[];
  attachments: Record<string, Record<string, unknown>>;
}

export type Work = { ok: true; cells: WorkCell[]; missing: SourceCell[] } | { ok: false; reason: string };

/** Cells that are shown; the longest notebooks of the course have a hundred. */
const MAX_CELLS = 600;

/**
 * Reads what was handed in.
 * @param given the assignment and its release, which has the same cells at the same places; undefined where the source is not at hand
 */
export function readWork(bytes: Uint8Array, given?: { assignment: Assignment; release: Notebook }): Work {
  const read = parseNotebook(Buffer.from(bytes).toString("utf8"));
  if (!read.ok) return { ok: false, reason: read.error };
  const origin = new Origins(given?.assignment.cells ?? []);
  const cells = read.notebook.cells.slice(0, MAX_CELLS).map((cell, index): WorkCell => {
    const source = origin.of(cell);
    return {
      index,
      type: cell.cell_type,
      kind: source?.kind ?? "foreign",
      question: source?.question ?? gradeInfo(cell.metadata)?.gradeId,
      source: cell.source,
      released: source && given?.release.cells[source.index]?.source,
      outputs: cell.cell_type === "code" ? cell.outputs : [],
      attachments: cell.attachments ?? {},
    };
  });
  return { ok: true, cells, missing: origin.unused() };
}

/** Cells with drawings that are shown above an answer. */
const MAX_DRAWN = 3;

/** What the student's own notebook shows above an answer, up to the answer before it: the plots that it speaks of. */
export function drawnAbove(cells: readonly WorkCell[], question: string): WorkCell[] {
  const end = cells.findIndex((cell) => cell.question === question);
  const start = cells.slice(0, Math.max(end, 0)).findLastIndex(({ kind }) => kind === "answer");
  const drawn = cells
    .slice(start + 1, Math.max(end, 0))
    .filter(({ outputs }) => outputs.some((output) => "data" in output));
  return drawn.slice(-MAX_DRAWN);
}

/** Which cell of the source a cell comes from: by its grade_id, else by its id; each is found once. */
class Origins {
  private readonly left: Set<SourceCell>;

  constructor(cells: readonly SourceCell[]) {
    this.left = new Set(cells);
  }

  of(cell: Cell): SourceCell | undefined {
    const gradeId = gradeInfo(cell.metadata)?.gradeId;
    for (const source of this.left) {
      if (gradeId === undefined ? source.id === cell.id : source.gradeId === gradeId) {
        this.left.delete(source);
        return source;
      }
    }
    return undefined;
  }

  /** Cells that carry a question and were not handed in. */
  unused(): SourceCell[] {
    return [...this.left].filter(({ question }) => question !== undefined);
  }
}

/** The top-level statements of a notebook's code cells, as erased JavaScript with the names they declare and use. */
import type { Node } from "../cell/ast.ts";
import { eraseTypes } from "../cell/erase.ts";
import { declaredNames, hoistedVars, type NameUse, nameUses } from "../cell/names.ts";
import { parse } from "../cell/parse.ts";
import { withoutMagics } from "../magics/strip.ts";

export interface Statement {
  /** Position in the notebook: statements run in this order. */
  order: number;
  /** Index of the cell, from 0. */
  cell: number;
  /** The cell's erased code; the node's offsets count in it. */
  code: string;
  node: Node;
  declares: string[];
  uses: NameUse[];
}

/** A cell that does not parse: `cell` from 0, line and column from 1. */
export interface CellProblem {
  cell: number;
  line: number;
  column: number;
  message: string;
}

export interface StatementList {
  statements: Statement[];
  problems: CellProblem[];
}

/** Splits cells into statements. A cell that does not parse becomes a problem and gives no statements. */
export function listStatements(sources: ReadonlyArray<string | undefined>): StatementList {
  const list: StatementList = { statements: [], problems: [] };
  for (const [cell, source] of sources.entries()) if (source !== undefined) addCell(list, cell, source);
  return list;
}

function addCell(list: StatementList, cell: number, source: string): void {
  const plain = parse(source).ok ? source : withoutMagics(source);
  const erased = eraseTypes(plain);
  if (!erased.ok) {
    list.problems.push({ cell, ...erased.problem });
    return;
  }
  const parsed = parse(erased.code, "js");
  if (!parsed.ok) {
    list.problems.push({ cell, ...parsed.problem });
    return;
  }
  for (const node of parsed.body) {
    if (node.type === "EmptyStatement") continue;
    list.statements.push(describe(node, list.statements.length, cell, erased.code));
  }
}

function describe(node: Node, order: number, cell: number, code: string): Statement {
  const declares = [...new Set([...declaredNames(node), ...hoistedVars(node)])];
  return { order, cell, code, node, declares, uses: nameUses(node) };
}

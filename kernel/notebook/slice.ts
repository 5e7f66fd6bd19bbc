/**
 * Which statements of a notebook a set of names needs.
 *
 * A name that several cells declare has several versions. Code that runs at once sees the version before it; code in a function sees the
 * version that holds when the function is called. So each need is asked "as of" a place in the notebook, and what the module exports as of its end.
 */
import type { NameUse } from "../cell/names.ts";
import type { Statement } from "./statements.ts";

export interface Slice {
  included: Set<Statement>;
  /** Names used but declared in no cell, globals of the language among them. */
  free: Set<string>;
}

interface Search extends Slice {
  versions: Map<string, Statement[]>;
  seen: Set<string>;
}

const END = Number.POSITIVE_INFINITY;

/** The slice that exports `names` and runs every statement of `rootCells`. */
export function sliceStatements(
  statements: readonly Statement[],
  names: Iterable<string>,
  rootCells: Set<number>,
): Slice {
  const search: Search = { included: new Set(), free: new Set(), versions: versionsOf(statements), seen: new Set() };
  for (const name of names) need(search, name, END);
  for (const statement of statements) if (rootCells.has(statement.cell)) include(search, statement, statement.order);
  addWriters(search, statements);
  return search;
}

function versionsOf(statements: readonly Statement[]): Map<string, Statement[]> {
  const versions = new Map<string, Statement[]>();
  for (const statement of statements) {
    for (const name of statement.declares) {
      const list = versions.get(name) ?? [];
      list.push(statement);
      versions.set(name, list);
    }
  }
  return versions;
}

/** The version of a name as of a place: the last one before it, or the first one after (functions are hoisted). */
function versionAt(search: Search, name: string, place: number): Statement | undefined {
  const versions = search.versions.get(name);
  return versions?.findLast((v) => v.order < place) ?? versions?.[0];
}

function need(search: Search, name: string, place: number): void {
  const key = `${name}@${place}`;
  if (search.seen.has(key)) return;
  search.seen.add(key);
  const version = versionAt(search, name, place);
  if (version === undefined) search.free.add(name);
  else include(search, version, place);
}

/** What runs at once is needed as of the statement itself, what functions use as of the place they are called from. */
function include(search: Search, statement: Statement, place: number): void {
  search.included.add(statement);
  for (const use of statement.uses) {
    const own = statement.declares.includes(use.name);
    if (!own || use.deferred) need(search, use.name, use.deferred ? Math.max(place, statement.order) : statement.order);
  }
}

/** Statements such as `config.rate = 0.1` or `table.set(...)` belong to the names that they change. */
function addWriters(search: Search, statements: readonly Statement[]): void {
  for (let before = -1; before !== search.included.size; ) {
    before = search.included.size;
    for (const statement of statements) {
      if (!search.included.has(statement) && statement.declares.length === 0 && changesIncluded(search, statement)) {
        include(search, statement, statement.order);
      }
    }
  }
}

function changesIncluded(search: Search, statement: Statement): boolean {
  const isIncluded = (use: NameUse, sameCell: boolean): boolean => {
    const version = versionAt(search, use.name, statement.order);
    return version !== undefined && search.included.has(version) && (!sameCell || version.cell === statement.cell);
  };
  if (statement.uses.some((use) => use.written && !use.deferred && isIncluded(use, false))) return true;
  const receiver = callReceiver(statement);
  return receiver !== undefined && isIncluded(receiver, true);
}

/** `a` of the statement `a.b(...)`. */
function callReceiver({ node, uses }: Statement): NameUse | undefined {
  const call =
    node.type === "ExpressionStatement" && node.expression.type === "CallExpression" ? node.expression : null;
  if (call?.callee.type !== "MemberExpression") return undefined;
  return uses.find((use) => use.name === rootName(call.callee));
}

function rootName(member: Statement["node"]): string | undefined {
  let at = member;
  while (at.type === "MemberExpression") at = at.object;
  return at.type === "Identifier" ? at.name : undefined;
}

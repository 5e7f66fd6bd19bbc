/** Random submissions for fast-check: notebooks with every kind of disorder, and files that are no notebooks. */

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { originOf } from "./notebook.ts";
import { rebuild } from "./rebuild.ts";
import { bytesOf, honestCells, instructorNotebook } from "./sample.ts";
import { schemaShelf } from "./schema.ts";

const IDS = [
  ...instructorNotebook().cells.map(({ id }) => id as string),
  "stranger",
  "__proto__",
  "student-1",
  "",
  "../x",
];

const text = fc.oneof(
  fc.constantFrom(
    "export const half = () => 1;",
    "",
    "\ufeffa\r\nb",
    "\ud800",
    "// BEGIN HIDDEN TESTS",
    'check.equal("two", double(1), 2);',
  ),
  fc.string({ unit: "binary" }),
);

const source = fc.oneof(text, fc.array(text), fc.anything());

const metadata = fc.oneof(
  fc.record({
    nbgrader: fc.record(
      {
        grade_id: fc.constantFrom(...IDS),
        points: fc.anything(),
        grade: fc.anything(),
        solution: fc.anything(),
        locked: fc.boolean(),
      },
      { requiredKeys: ["grade_id"] },
    ),
    gradlab: fc.anything(),
  }),
  fc.anything(),
);

const cell = fc.record(
  {
    id: fc.constantFrom(...IDS),
    cell_type: fc.constantFrom("code", "markdown", "raw", "toString"),
    source,
    metadata,
    outputs: fc.anything(),
  },
  { requiredKeys: ["source"] },
);

/** Lists of cells: honest ones in any order and number, and anything else between them. */
export const anyCells = fc.array(fc.oneof(fc.constantFrom(...honestCells()), cell, fc.anything()), { maxLength: 20 });

const honest = bytesOf(honestCells());

/** Honest bytes with a piece cut out, doubled or overwritten; random bytes; random JSON. */
export const brokenBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.tuple(fc.nat(honest.length), fc.nat(64), fc.uint8Array({ maxLength: 16 })).map(([at, length, put]) => {
    return Buffer.concat([honest.subarray(0, at), put, honest.subarray(at + length)]);
  }),
  fc.uint8Array({ maxLength: 64 }),
  fc.json({ maxDepth: 6 }).map((json) => Buffer.from(json)),
  fc.anything().map((cells) => Buffer.from(JSON.stringify({ nbformat: 4, nbformat_minor: 5, cells }, plain) ?? "")),
);

/** JSON has no bigint. */
function plain(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

const instructor = instructorNotebook();
const schemas = schemaShelf();

/** Whether the rebuilt notebook holds the instructor's cells, metadata and points, and the student's text only where it may stand. */
export function guarded(cells: unknown[]): boolean {
  const result = rebuild(
    instructor,
    Buffer.from(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }, plain)),
    { schemas },
  );
  if (!result.ok) return /^expected /.test(result.reason);
  const kept = result.notebook.cells.filter(
    (one) => originOf(one) === "instructor" || one.metadata.nbgrader !== undefined,
  );
  return (
    kept.length === instructor.cells.length &&
    isDeepStrictEqual(result.notebook.metadata, instructor.metadata) &&
    kept.every((one, index) => sameCell(one, instructor.cells[index]))
  );
}

/** Equal in everything; of the student's cells, in everything but text and mark. */
function sameCell(one: ReturnType<typeof instructorNotebook>["cells"][number], theirs: typeof one): boolean {
  if (originOf(one) === "instructor") return isDeepStrictEqual(one, theirs);
  return (
    one.cell_type === theirs.cell_type &&
    one.id === theirs.id &&
    isDeepStrictEqual(one.metadata.nbgrader, theirs.metadata.nbgrader)
  );
}

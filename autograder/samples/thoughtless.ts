/**
 * Answers without thought, made from nothing but the names that a source exports. Whoever returns the first argument, zeros,
 * `true` or an object that agrees with everything has answered no question; a check that pays for it is mistaken. These are
 * handed in by `gradlab verify` for every assignment, beside the cheats that somebody thought of.
 */
import { type Cell, type Notebook, toModule } from "gradlab/kernel/notebook";
import { release } from "../release/index.ts";
import type { Assignment } from "../source/index.ts";
import type { Sample } from "./sample.ts";

/** What every function answers and every class is made of: an expression over `args`, `zeros` and `each`. */
const ANSWERS: Record<string, { why: string; answer: string }> = {
  first: { why: "returns its first argument", answer: "args[0]" },
  arguments: { why: "returns all its arguments", answer: "args" },
  zeros: { why: "returns zeros in the shape of its first argument", answer: "zeros(args[0])" },
  "all-zeros": {
    why: "returns a list of zeros in the shapes of all that it is given",
    answer: "each(args).map(zeros)",
  },
  "pass-through": {
    why: "hands its arguments on as cache, and the upstream gradient back",
    answer: "isCache(args.at(-1)) ? args[0] : [args[0], cacheOf(args)]",
  },
  "no-slopes": {
    why: "hands its arguments on as cache, and gradients of zero back",
    answer: "isCache(args.at(-1)) ? each(args.at(-1).kept).map(zeros) : [zeros(args[0]), cacheOf(args)]",
  },
  true: { why: "answers true", answer: "true" },
  false: { why: "answers false", answer: "false" },
  zero: { why: "answers 0", answer: "0" },
  one: { why: "answers 1", answer: "1" },
  nan: { why: "answers NaN", answer: "NaN" },
  empty: { why: "answers an empty list", answer: "[]" },
  "methods-first": {
    why: "answers with an object whose every method returns its first argument",
    answer: "objectOf((...given: any[]) => given[0])",
  },
  "methods-zeros": {
    why: "answers with an object whose every method returns zeros in the shape of its first argument",
    answer: "objectOf((...given: any[]) => zeros(given[0]))",
  },
  agreeable: { why: "answers with an object that agrees with whatever is asked of it", answer: "agreeable" },
};

const HELPERS = `
const zeros = (x: any): any => (typeof x?.mul === "function" ? x.mul(0) : 0);
const each = (x: any): any[] =>
  typeof x?.mul === "function" ? [x] : x !== null && typeof x === "object" ? Object.values(x).flatMap(each) : [];
const cacheOf = (kept: any[]): any => ({ isKept: true, kept });
const isCache = (x: any): boolean => x?.isKept === true;
const known = (key: any): boolean => typeof key === "symbol" || key === "then";
const objectOf = (method: any): any => new Proxy({}, { get: (_, key) => (known(key) ? undefined : method), has: () => true });
const agreeable: any = new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => 0 : key === "length" ? 12 : known(key) ? undefined : agreeable),
  apply: (_, self, args) => (typeof args[0]?.mul === "function" ? args[0] : agreeable),
  construct: () => agreeable,
  has: () => true,
});`;

/** One sample for each kind of answer; none may earn a point. */
export function thoughtlessSamples(assignment: Assignment): Sample[] {
  const empty = release(assignment.notebook);
  return Object.entries(ANSWERS).map(([name, { why, answer }]) => ({
    student: `thoughtless-${name}`,
    why: `every function ${why}`,
    notebook: answered(assignment, empty, answer),
    expects: { kind: "cheat", honest: [] },
  }));
}

function answered({ cells }: Assignment, empty: Notebook, answer: string): Notebook {
  const filled = empty.cells.map((cell, index): Cell => {
    const { kind, type, source } = cells[index];
    return kind === "solution" && type === "code" ? { ...cell, source: codeOf(source, answer) } : cell;
  });
  return { ...empty, cells: filled };
}

/** Functions of the names that a cell exports. They can be called and constructed; types are for the compiler alone. */
function codeOf(source: string, answer: string): string {
  const functions = toModule([source]).exports.map(
    (name) => `export function ${name}(this: any, ...args: any[]): any {${HELPERS}\n  return ${answer};\n}`,
  );
  return functions.join("\n");
}

/** Changes the thresholds that a check cell asks for, in its text: what the student reads is what is judged. */
import { parseSync, Visitor } from "oxc-parser";

interface Edit {
  start: number;
  end: number;
}

/** Every number that `check.accuracy(..., { atLeast })` and `check.atLeast(label, value, min)` ask for becomes `atLeast`. */
export function withThreshold(source: string, atLeast: number): { source: string; count: number } {
  const edits: Edit[] = [];
  const { program } = parseSync("check.ts", source, { lang: "ts", sourceType: "module" });
  new Visitor({
    CallExpression({ callee, arguments: given }) {
      if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return;
      if (callee.object.name !== "check" || callee.property.type !== "Identifier") return;
      if (callee.property.name === "atLeast" && given[2]?.type === "Literal") edits.push(given[2]);
      if (callee.property.name === "accuracy") edits.push(...atLeastOf(given[3]));
    },
  }).visit(program);
  const changed = edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + String(atLeast) + text.slice(end), source);
  return { source: changed, count: edits.length };
}

function atLeastOf(options: import("oxc-parser").Argument | undefined): Edit[] {
  if (options?.type !== "ObjectExpression") return [];
  return options.properties.flatMap((property) =>
    property.type === "Property" && property.key.type === "Identifier" && property.key.name === "atLeast"
      ? [property.value]
      : [],
  );
}

/** Walks a syntax tree of any shape. */

/** A node as the parser gives it: what its type has beside these is found by name. */
export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  // biome-ignore lint/suspicious/noExplicitAny: the fields of a node depend on its type
  [field: string]: any;
}

/** Visits `node` and all below it, parents first; where `visit` gives false, what lies below is left out. */
export function eachNode(node: SyntaxNode, visit: (node: SyntaxNode) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) eachNode(child, visit);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && typeof (value as SyntaxNode).type === "string";
}

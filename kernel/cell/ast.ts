/** Nodes of the ESTree that oxc-parser gives, and a walk over their children. */

// The tree has some 150 kinds of nodes; the code here looks at a dozen and walks through the others, so the fields stay open.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Node = { type: string; start: number; end: number; [field: string]: any };

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

/** Calls `visit` with every child node, in the order of the tree's fields. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  for (const field in node) {
    const value = node[field];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) visit(value);
  }
}

/** True when `test` holds for the node or any node below it. */
export function someNode(node: Node, test: (node: Node) => boolean): boolean {
  if (test(node)) return true;
  let found = false;
  eachChild(node, (child) => {
    found ||= someNode(child, test);
  });
  return found;
}

/** Lowers one statement that is more than JavaScript with types: enum, namespace, decorators, `accessor`, `using`. */
import { createRequire } from "node:module";
import type * as Swc from "@swc/core";
import type { Node } from "./ast.ts";
import { type DecoratorOptions, decoratorsOf } from "./decorators.ts";
import { applyEdits, blankText } from "./edits.ts";
import { relineCode } from "./reline.ts";

const require = createRequire(import.meta.url);

/**
 * JavaScript for one statement of the source, each line of code on the line where it was written. The helpers that swc adds stay
 * inside a function of their own, so they never become names of the notebook. The tsconfig.json in `folder` says which decorators are meant.
 */
export function lowerStatement(source: string, statement: Node, comments: readonly Node[], folder?: string): string {
  const declaration: Node = exported(statement) ? statement.declaration : statement;
  const plain = withoutComments(source, statement, comments);
  const text = exported(statement) ? withoutExport(plain, statement) : plain;
  const code = transform(text, decoratorsOf(folder));
  const names = declaredBy(declaration);
  if (statement.type === "ExportDefaultDeclaration") {
    return names.length > 0 ? `${wrap(names, code)}; export default ${names[0]};` : `export default ${code}`;
  }
  return (exported(statement) ? "export " : "") + wrap(names, code);
}

function exported(statement: Node): boolean {
  return /^Export(Named|Default)Declaration$/.test(statement.type) && statement.declaration != null;
}

/** The printer would move comments to lines of their own, so they go first; line breaks in them stay. */
function withoutComments(source: string, statement: Node, comments: readonly Node[]): string {
  const edits = comments
    .filter((c) => c.start >= statement.start && c.end <= statement.end)
    .map((c) => ({ start: c.start, end: c.end, text: blankText(source.slice(c.start, c.end)) }));
  return applyEdits(source, edits, statement.start, statement.end);
}

/** Decorators may stand before `export` or after it. */
function withoutExport(text: string, statement: Node): string {
  const decorators: Node[] = statement.declaration.decorators ?? [];
  const before = decorators.filter((d) => !/^\s*export\b/.test(text) && d.start >= statement.start);
  const from = before.length > 0 ? before.at(-1)!.end - statement.start : 0;
  return text.slice(0, from) + text.slice(from).replace(/^\s*export(\s+default)?\b/, blankText);
}

function wrap(names: string[], code: string): string {
  if (names.length === 0) return `{ ${code} }`;
  const tuple = names.length === 1 ? names[0] : `{ ${names.join(", ")} }`;
  const opening = /\bawait\b/.test(code) ? "await (async () => {" : "(() => {";
  return `var ${tuple} = ${opening} ${code} return ${tuple}; })();`;
}

function declaredBy(node: Node): string[] {
  if (node.type === "VariableDeclaration") return node.declarations.map((d: Node) => d.id.name as string);
  return node.id?.name !== undefined ? [node.id.name] : [];
}

function transform(text: string, decorators: DecoratorOptions): string {
  const { transformSync } = require("@swc/core") as typeof Swc;
  const output = transformSync(text, {
    configFile: false,
    swcrc: false,
    isModule: true,
    sourceMaps: true,
    jsc: {
      target: "es2022",
      parser: { syntax: "typescript", decorators: true },
      transform: { ...decorators, verbatimModuleSyntax: true },
    },
  });
  const { mappings } = JSON.parse(output.map ?? '{"mappings":""}') as { mappings: string };
  return relineCode(output.code, mappings, text.split("\n").length - 1);
}

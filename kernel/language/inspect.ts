/** Hover and signature help as Jupyter's `inspect_reply` has them. */

export interface Inspection {
  "text/plain": string;
  "text/markdown": string;
}

export interface Hover {
  contents: { value: string } | string;
}

export interface SignatureHelp {
  signatures: Array<{
    label: string;
    documentation?: { value: string } | string;
    parameters?: Array<{ label: string | [number, number]; documentation?: { value: string } | string }>;
    activeParameter?: number;
  }>;
  activeSignature?: number;
  activeParameter?: number;
}

const text = (value: { value: string } | string | undefined): string =>
  (typeof value === "string" ? value : (value?.value ?? "")).trim();

/** What a name is, with its docstring. Names of earlier cells and imports look like what they stand for. */
export function inspectionOfHover(hover: Hover | null): Inspection | undefined {
  const markdown = hover ? text(hover.contents) : "";
  if (markdown === "") return undefined;
  return inspection(markdown.replace(/^(```\w*\n)\(alias\) /, "$1").replace(/\nimport [^\n]*\n```/, "\n```"));
}

/** The signature of the call that the cursor is in, its present parameter in bold. */
export function inspectionOfCall(help: SignatureHelp | null): Inspection | undefined {
  const signature = help?.signatures[help.activeSignature ?? 0];
  if (!help || !signature) return undefined;
  const parameter = signature.parameters?.[signature.activeParameter ?? help.activeParameter ?? 0];
  const name =
    parameter && (typeof parameter.label === "string" ? parameter.label : signature.label.slice(...parameter.label));
  const lines = [`\`\`\`typescript\n${signature.label}\n\`\`\``];
  if (name) lines.push(`**${name}** ${text(parameter?.documentation)}`.trim());
  lines.push(text(signature.documentation));
  return inspection(lines.filter((line) => line !== "").join("\n\n"));
}

/** Two inspections one below the other. */
export function bothInspections(a: Inspection | undefined, b: Inspection | undefined): Inspection | undefined {
  if (!a || !b) return a ?? b;
  return inspection(`${a["text/markdown"]}\n\n---\n\n${b["text/markdown"]}`);
}

function inspection(markdown: string): Inspection {
  return { "text/markdown": markdown, "text/plain": plainOf(markdown) };
}

function plainOf(markdown: string): string {
  return markdown
    .replace(/^```\w*\n?/gm, "")
    .replace(/^---$/gm, "")
    .replace(/\*\*?([^*\n]+)\*\*?/g, "$1")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

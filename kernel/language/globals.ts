/** The declarations of the names that every cell has without import. */
import { builtTypes } from "./workspace.ts";

/** The text of the declaration file; docs stand here because hovering shows those of the name itself. */
export function globalsText(): string {
  const from = JSON.stringify(builtTypes("../display/display").replace(/\.d\.ts$/, ".js"));
  return `type Shown = typeof import(${from});
declare global {
  /**
   * Shows a value in the running cell: as it draws itself, as a table where it is a list of records, or as text.
   * \`display.html\`, \`markdown\`, \`latex\`, \`svg\`, \`png\`, \`jpeg\`, \`json\` and \`vegaLite\` show content of that kind;
   * \`display(value, { id })\` and \`display.update(id, value)\` redraw in place.
   */
  const display: Shown["display"];
  /** Clears the cell's output, at once or (\`clearOutput(true)\`) when its next output comes, so that nothing flickers. */
  const clearOutput: Shown["clearOutput"];
  /** Asks the person in front of the notebook: \`const name = await input("Name? ")\`. \`input.password\` does not show what is typed. */
  const input: Shown["input"];
}
export {};
`;
}

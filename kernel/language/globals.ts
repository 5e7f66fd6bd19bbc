/** The declarations of the names that every cell has without import. */
import { createRequire } from "node:module";
import { builtTypes } from "./built-types.ts";
import type { Types } from "./types-wanted.ts";

const require = createRequire(import.meta.url);

/**
 * The text of the declaration file. Docs stand here because hovering shows those of the name itself.
 */
export function globalsText({ node }: Types): string {
  const from = JSON.stringify(builtTypes("../display/display").replace(/\.d\.ts$/, ".js"));
  return `${node ? `/// <reference path=${JSON.stringify(nodeTypes())} />\n` : ""}type Shown = typeof import(${from});
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
${node ? "" : CONSOLE}}
export {};
`;
}

/** Node's types are ours, so that they are there wherever the notebook lies. */
function nodeTypes(): string {
  return require.resolve("@types/node/package.json").replace(/package\.json$/, "index.d.ts");
}

const CONSOLE = `  interface Console {
    /** Writes values to the cell's output. */
    log(...data: any[]): void;
    /** Writes values to the cell's output. */
    info(...data: any[]): void;
    /** Writes values to the cell's output. */
    debug(...data: any[]): void;
    /** Writes values to the cell's error output. */
    error(...data: any[]): void;
    /** Writes values to the cell's error output. */
    warn(...data: any[]): void;
    /** Writes values and a stack trace to the cell's error output. */
    trace(...data: any[]): void;
    /** Writes a message when the condition does not hold. */
    assert(condition?: unknown, ...data: any[]): void;
    /** Shows records as a table. */
    table(data: any, columns?: readonly string[]): void;
    /** Writes a value with its fields. */
    dir(value: any, options?: object): void;
    /** Indents what is written from now on. */
    group(...label: any[]): void;
    /** Ends the indentation of the last group. */
    groupEnd(): void;
    /** Counts its calls. */
    count(label?: string): void;
    countReset(label?: string): void;
    /** Starts a clock. */
    time(label?: string): void;
    /** Writes how long a clock runs. */
    timeLog(label?: string, ...data: any[]): void;
    /** Stops a clock and writes how long it ran. */
    timeEnd(label?: string): void;
  }
  var console: Console;
`;

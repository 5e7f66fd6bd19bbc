/** The declarations of the names that every cell has without import. */
import { createRequire } from "node:module";
import { builtTypes } from "./built-types.ts";

const require = createRequire(import.meta.url);

/**
 * The text of the declaration file. Docs stand here because hovering shows those of the name itself.
 *
 * @param types "node" for all of Node's; "light" for a notebook that uses nothing of it but `console`: that saves 25 MB and half of the start
 */
export function globalsText(types: "node" | "light"): string {
  const from = JSON.stringify(builtTypes("../display/display").replace(/\.d\.ts$/, ".js"));
  return `${types === "node" ? `/// <reference path=${JSON.stringify(nodeTypes())} />\n` : ""}type Shown = typeof import(${from});
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
${types === "light" ? CONSOLE : ""}}
export {};
`;
}

/** Node's types are ours, so that they are there wherever the notebook lies. */
function nodeTypes(): string {
  return require.resolve("@types/node/package.json").replace(/package\.json$/, "index.d.ts");
}

/** Names of Node that a cell may use without import (https://nodejs.org/api/globals.html); a cell with one of them gets Node's types. */
export const NODE_NAMES: ReadonlySet<string> = new Set(
  `AbortController AbortSignal Blob BroadcastChannel Buffer ByteLengthQueuingStrategy CompressionStream CountQueuingStrategy Crypto CryptoKey
  CustomEvent DOMException DecompressionStream Event EventTarget File FormData Headers MessageChannel MessageEvent MessagePort NodeJS Performance
  PerformanceObserver ReadableStream Request Response SubtleCrypto TextDecoder TextEncoder TransformStream URL URLSearchParams WebAssembly
  WritableStream atob btoa clearImmediate clearInterval clearTimeout crypto exports fetch global module navigator performance process
  queueMicrotask require setImmediate setInterval setTimeout structuredClone`.split(/\s+/),
);

/** Modules of ours whose types need nothing of Node. */
const lightModules = new Set(["gradlab/lib", "gradlab/check", "tslab"]);

/** Whether a text may use something of Node's types: its names, its modules, or packages and files that may. */
export function wantsNode(source: string, words: ReadonlySet<string>): boolean {
  for (const word of words) if (NODE_NAMES.has(word)) return true;
  if (/\bimport\s*[.(]|\brequire\s*\(/.test(source)) return true;
  for (const [, specifier] of source.matchAll(/\b(?:from|import)\s*["']([^"']*)["']/g))
    if (!lightModules.has(specifier!)) return true;
  return false;
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

/**
 * Which large sets of types a notebook needs. A program with all of them takes 60 MB more and five times as long for every cell, and most
 * notebooks of a course use neither Node nor TensorFlow.js by name.
 */

export interface Types {
  /** Node's modules and globals, but for `console`. */
  node: boolean;
  /** TensorFlow.js, which gradlab/lib hands out on request. */
  tensorflow: boolean;
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
const lightModules = new Set(["gradlab/lib", "gradlab/check", "gradlab/datasets", "tslab"]);

/** What a text needs, `words` being the identifiers in it. */
export function typesWanted(source: string, words: ReadonlySet<string>): Types {
  return { node: wantsNode(source, words), tensorflow: /tensorflow/i.test(source) };
}

function wantsNode(source: string, words: ReadonlySet<string>): boolean {
  for (const word of words) if (NODE_NAMES.has(word)) return true;
  if (/\bimport\s*[.(]|\brequire\s*\(/.test(source)) return true;
  const specifiers = source.matchAll(/\b(?:from|import)\s*["']([^"']*)["']/g);
  return [...specifiers].some(([, specifier]) => !lightModules.has(specifier!));
}

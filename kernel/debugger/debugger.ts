/**
 * The debug adapter: Jupyter's `debug_request` (DAP) on one side, V8's `Debugger` domain on the other. It runs in the executor's watching thread, so it answers
 * while the main thread stands at a breakpoint; no inspector port is open.
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request and https://microsoft.github.io/debug-adapter-protocol/
 */
import { Breakpoints, type SourceBreakpoint } from "./breakpoints.ts";
import { CellFiles, HASH_SEED, SUFFIX } from "./cell-files.ts";
import { Frames, SKIPPED } from "./frames.ts";
import type { CallFrame, InspectorLink } from "./inspector-link.ts";
import { Variables } from "./variables.ts";

type Arguments = Record<string, unknown>;
type Command = (args: Arguments) => Promise<Record<string, unknown>> | Record<string, unknown>;

export interface DapRequest {
  seq: number;
  command: string;
  arguments?: Arguments;
}

/** The only thread that runs cells. */
const THREAD = 1;
const CAPABILITIES = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsEvaluateForHovers: true,
  supportsSetVariable: true,
  exceptionBreakpointFilters: [
    { filter: "all", label: "All exceptions", default: false },
    { filter: "uncaught", label: "Uncaught exceptions", default: false },
  ],
};

export class Debugger {
  readonly #link: InspectorLink;
  readonly #emit: (event: Record<string, unknown>) => void;
  readonly #files = new CellFiles();
  readonly #breakpoints: Breakpoints;
  readonly #variables: Variables;
  readonly #frames: Frames;
  #started = false;
  #seq = 0;
  readonly #commands: Record<string, Command>;

  constructor(link: InspectorLink, emit: (event: Record<string, unknown>) => void) {
    this.#link = link;
    this.#emit = emit;
    this.#breakpoints = new Breakpoints(link, this.#files);
    this.#frames = new Frames(link, this.#files);
    this.#variables = new Variables(link);
    this.#commands = this.#table();
    link.session.on("Debugger.paused", ({ params }) => this.#paused(params as never));
    link.session.on("Debugger.resumed", () => this.#resumed());
  }

  /** Answers one request; what fails says so in the reply. */
  async answer(request: DapRequest): Promise<Record<string, unknown>> {
    this.#seq += 1;
    const reply = { type: "response", seq: this.#seq, request_seq: request.seq, command: request.command };
    const command = Object.hasOwn(this.#commands, request.command) ? this.#commands[request.command] : undefined;
    if (!command)
      return { ...reply, success: false, message: `the debugger does not know ${request.command}`, body: {} };
    try {
      return { ...reply, success: true, body: await command(request.arguments ?? {}) };
    } catch (error) {
      return { ...reply, success: false, message: (error as Error).message, body: {} };
    }
  }

  /** Takes notice of a cell that is about to run. */
  async cell(url: string, source: string): Promise<void> {
    const path = this.#files.note(url, source);
    if (this.#started) await this.#breakpoints.prepare(path, url);
  }

  /** Ends a cell that stands still, for an interrupt: it would otherwise run on to its end. */
  interrupt(): void {
    if (!this.#frames.any) return;
    for (const method of ["Runtime.terminateExecution", "Debugger.resume"])
      void this.#link.post(method).catch(() => {});
  }

  #table(): Record<string, Command> {
    const step = (method: string) => () => this.#link.post(method).then(() => ({}));
    return {
      debugInfo: () => this.#info(),
      initialize: () => CAPABILITIES,
      attach: () => this.#start(),
      launch: () => this.#start(),
      configurationDone: () => ({}),
      disconnect: () => this.#stop(),
      terminate: () => this.#stop(),
      dumpCell: ({ code }) => ({ sourcePath: this.#files.dump(String(code)) }),
      source: ({ source }) => this.#source(pathIn(source)),
      setBreakpoints: (args) => this.#setBreakpoints(args),
      setExceptionBreakpoints: ({ filters }) => this.#pauseOnExceptions((filters ?? []) as string[]),
      threads: () => ({ threads: [{ id: THREAD, name: "main" }] }),
      stackTrace: () => this.#stackTrace(),
      scopes: ({ frameId }) => ({ scopes: this.#variables.scopesOf(this.#frames.at(frameId)) }),
      variables: async ({ variablesReference }) => ({
        variables: await this.#variables.inside(Number(variablesReference)),
      }),
      setVariable: (args) => this.#setVariable(args),
      inspectVariables: async () => ({ variables: await this.#variables.globals() }),
      richInspectVariables: (args) => this.#richInspect(args),
      copyToGlobals: (args) => this.#copyToGlobals(args),
      evaluate: (args) => this.#evaluateForClient(args),
      continue: () => this.#link.post("Debugger.resume").then(() => ({ allThreadsContinued: true })),
      next: step("Debugger.stepOver"),
      stepIn: step("Debugger.stepInto"),
      stepOut: step("Debugger.stepOut"),
      pause: step("Debugger.pause"),
      modules: () => ({ modules: [], totalModules: 0 }),
    };
  }

  #info(): Record<string, unknown> {
    return {
      isStarted: this.#started,
      hashMethod: "Murmur2",
      hashSeed: HASH_SEED,
      tmpFilePrefix: this.#files.prefix,
      tmpFileSuffix: SUFFIX,
      breakpoints: this.#breakpoints.list(),
      stoppedThreads: this.#frames.any ? [THREAD] : [],
      richRendering: true,
      exceptionPaths: ["all", "uncaught"],
      copyToGlobals: true,
    };
  }

  async #start(): Promise<Record<string, unknown>> {
    if (!this.#started) {
      await this.#link.post("Debugger.enable");
      await this.#link.post("Debugger.setBlackboxPatterns", { patterns: SKIPPED });
      this.#started = true;
      this.#event("initialized", {});
    }
    return {};
  }

  async #stop(): Promise<Record<string, unknown>> {
    if (this.#frames.any) await this.#link.post("Debugger.resume");
    if (this.#started) await this.#link.post("Debugger.disable");
    this.#started = false;
    this.#frames.clear();
    this.#breakpoints.clear();
    return {};
  }

  async #setBreakpoints({ source, breakpoints, lines }: Arguments): Promise<Record<string, unknown>> {
    const path = pathIn(source);
    const wanted = (breakpoints ?? ((lines ?? []) as number[]).map((line) => ({ line }))) as SourceBreakpoint[];
    await this.#breakpoints.replace(path, wanted);
    return { breakpoints: wanted.map(({ line }) => ({ verified: true, line, source: { path } })) };
  }

  async #pauseOnExceptions(filters: string[]): Promise<Record<string, unknown>> {
    const state = filters.some((filter) => filter === "all" || filter === "raised")
      ? "all"
      : filters.length > 0
        ? "uncaught"
        : "none";
    await this.#link.post("Debugger.setPauseOnExceptions", { state });
    return {};
  }

  #stackTrace(): Record<string, unknown> {
    const stackFrames = this.#frames.list();
    return { stackFrames, totalFrames: stackFrames.length };
  }

  #source(path: string): Record<string, unknown> {
    const content = this.#files.sourceOf(path);
    if (content === undefined) throw new Error(`no source is known of ${path}`);
    return { content, mimeType: "text/typescript" };
  }

  async #evaluateForClient({ expression, frameId }: Arguments): Promise<Record<string, unknown>> {
    const result = await this.#frames.evaluate(String(expression), frameId);
    const { value, type, variablesReference } = this.#variables.view("", result);
    return { result: value, type, variablesReference };
  }

  async #setVariable({ variablesReference, name, value }: Arguments): Promise<Record<string, unknown>> {
    const result = await this.#frames.evaluate(String(value), 1);
    return { ...(await this.#variables.set(Number(variablesReference), String(name), result)) };
  }

  async #richInspect({ variableName, frameId }: Arguments): Promise<Record<string, unknown>> {
    const draw = `globalThis[Symbol.for("gradlab.bundle")](${String(variableName)})`;
    const { value } = await this.#frames.evaluate(draw, frameId, true);
    return { data: JSON.parse(String(value)), metadata: {} };
  }

  async #copyToGlobals({ srcVariableName, dstVariableName, srcFrameId }: Arguments): Promise<Record<string, unknown>> {
    await this.#frames.evaluate(
      `globalThis[${JSON.stringify(dstVariableName)}] = ${String(srcVariableName)}`,
      srcFrameId,
    );
    return {};
  }

  #paused({
    callFrames,
    reason,
    hitBreakpoints,
  }: {
    callFrames: CallFrame[];
    reason: string;
    hitBreakpoints?: string[];
  }): void {
    this.#frames.take(callFrames);
    const why = hitBreakpoints?.length
      ? "breakpoint"
      : /exception|promiseRejection/i.test(reason)
        ? "exception"
        : "step";
    this.#event("stopped", { reason: why, threadId: THREAD, allThreadsStopped: true });
  }

  #resumed(): void {
    this.#frames.clear();
    this.#variables.clear();
    this.#event("continued", { threadId: THREAD, allThreadsContinued: true });
  }

  #event(event: string, body: Record<string, unknown>): void {
    this.#seq += 1;
    this.#emit({ type: "event", seq: this.#seq, event, body });
  }
}

function pathIn(source: unknown): string {
  return String((source as { path?: unknown } | undefined)?.path ?? "");
}

/** `execute_request`: one cell, from its text to its reply. */

import type { Done } from "../server/execution.ts";
import { interrupted } from "../server/executor-end.ts";
import type { Request } from "../server/request.ts";
import type { Handler, KernelState } from "../server/state.ts";

interface ExecuteContent {
  code: string;
  silent: boolean;
  storeHistory: boolean;
  allowStdin: boolean;
  stopOnError: boolean;
  userExpressions: Record<string, string>;
}

export const execute: Handler = async (request, state) => {
  if (state.queue.isAborted(request)) return request.reply({ status: "aborted" });
  const content = read(request);
  if (content.storeHistory) state.executionCount += 1;
  const count = state.executionCount;
  const parent = request.message.header;
  if (!content.silent) state.publisher.publish("execute_input", { code: content.code, execution_count: count }, parent);
  const done = await run(content, request, state);
  if (content.storeHistory && content.code) state.history.add(count, content.code, done.resultText);
  if (done.error) fail(done.error, content, request, state);
  else
    request.reply({
      status: "ok",
      execution_count: count,
      user_expressions: done.userExpressions,
      payload: done.payload,
    });
};

/** Reads the request as the protocol has it: silent turns history off, and everything has a default. */
function read({ content }: Request): ExecuteContent {
  const silent = content.silent === true;
  const expressions = Object.entries((content.user_expressions ?? {}) as Record<string, unknown>);
  return {
    code: typeof content.code === "string" ? content.code : "",
    silent,
    storeHistory: !silent && content.store_history !== false,
    allowStdin: content.allow_stdin !== false,
    stopOnError: content.stop_on_error !== false,
    userExpressions: Object.fromEntries(
      expressions.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    ),
  };
}

async function run(content: ExecuteContent, request: Request, state: KernelState): Promise<Done> {
  const url = `Cell[${state.executionCount}]`;
  const prepared = await Promise.race([state.execution.nextInterrupt(), state.preparer.prepare(content.code, url)]);
  if (!prepared) return { error: interrupted(), userExpressions: {}, payload: [] };
  if (prepared.error) return { error: prepared.error, userExpressions: {}, payload: [] };
  prepared.begin();
  state.inputs.asker = request.message;
  const { silent, allowStdin, userExpressions } = content;
  const cell = { url, source: content.code, silent, allowStdin, userExpressions };
  return state.execution.run(cell, prepared.code, { header: request.message.header, count: state.executionCount });
}

function fail(error: NonNullable<Done["error"]>, content: ExecuteContent, request: Request, state: KernelState): void {
  if (!content.silent) state.publisher.publish("error", { ...error }, request.message.header);
  if (content.stopOnError) state.queue.abort(request.message.header.session);
  request.reply({
    status: "error",
    execution_count: state.executionCount,
    ...error,
    user_expressions: {},
    payload: [],
  });
}

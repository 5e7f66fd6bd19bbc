/** `debug_request`: the debug adapter protocol, answered by the executor's watching thread. */
import type { Handler } from "../server/state.ts";

export const debug: Handler = async (request, state) => {
  request.reply(await state.execution.debug(request.content));
};

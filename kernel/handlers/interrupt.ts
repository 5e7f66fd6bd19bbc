/** `interrupt_request`: the Stop button. */
import type { Handler } from "../server/state.ts";

export const interrupt: Handler = (request, state) => {
  state.execution.interrupt();
  request.reply({ status: "ok" });
};

/** `shutdown_request`: the reply goes out first, then everything ends. A restart is the client's: it starts a new kernel. */
import type { Handler } from "../server/state.ts";

export const shutdown: Handler = (request, state) => {
  const restart = request.content.restart === true;
  request.reply({ status: "ok", restart });
  state.publisher.publish("shutdown_reply", { status: "ok", restart }, request.message.header);
  setImmediate(() => void state.end());
};

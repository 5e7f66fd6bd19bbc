/** `inspect_request`. */
import type { Handler } from "../server/state.ts";

export const inspect: Handler = (request) => {
  request.reply({ status: "ok", found: false, data: {}, metadata: {} });
};

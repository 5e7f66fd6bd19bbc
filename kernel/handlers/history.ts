/** `history_request`. */
import type { Handler } from "../server/state.ts";

export const history: Handler = (request) => {
  request.reply({ status: "ok", history: [] });
};

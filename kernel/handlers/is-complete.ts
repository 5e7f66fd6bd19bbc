/** `is_complete_request`. */
import type { Handler } from "../server/state.ts";

export const isComplete: Handler = (request) => {
  request.reply({ status: "unknown" });
};

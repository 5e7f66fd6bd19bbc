/** `is_complete_request`. */
import type { Handler } from "../server/state.ts";

export const isComplete: Handler = async (request) => {
  const { isComplete } = await import("../language/is-complete.ts");
  request.reply({ ...isComplete(String(request.content.code ?? "")) });
};

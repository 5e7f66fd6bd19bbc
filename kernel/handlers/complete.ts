/** `complete_request`. */
import type { Handler } from "../server/state.ts";

export const complete: Handler = (request) => {
  const at = Number(request.content.cursor_pos ?? 0);
  request.reply({ status: "ok", matches: [], cursor_start: at, cursor_end: at, metadata: {} });
};

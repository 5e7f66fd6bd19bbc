/** `complete_request`. JupyterLab shows kinds, signatures and docs from `_jupyter_types_experimental`. */
import type { Handler } from "../server/state.ts";

export const complete: Handler = async (request, state) => {
  const code = String(request.content.code ?? "");
  const cursor = Math.max(0, Number(request.content.cursor_pos ?? code.length) || 0);
  const found = await state.language.complete(code, cursor);
  request.reply({
    status: "ok",
    matches: found.map((item) => item.text),
    cursor_start: found[0]?.start ?? cursor,
    cursor_end: cursor,
    metadata: { _jupyter_types_experimental: found },
  });
};

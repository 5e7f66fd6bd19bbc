/** `inspect_request`. */
import type { Handler } from "../server/state.ts";

export const inspect: Handler = async (request, state) => {
  const code = String(request.content.code ?? "");
  const cursor = Math.max(0, Number(request.content.cursor_pos ?? code.length) || 0);
  const data = await state.language.inspect(code, cursor);
  request.reply({ status: "ok", found: data !== undefined, data: data ?? {}, metadata: {} });
};

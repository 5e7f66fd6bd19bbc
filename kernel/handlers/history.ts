/** `history_request`. */
import type { HistoryQuery } from "../history/history.ts";
import type { Handler } from "../server/state.ts";

export const history: Handler = async (request, state) => {
  const { content } = request;
  const access = content.hist_access_type;
  if (access !== "tail" && access !== "range" && access !== "search") {
    const evalue = `history_request: expected hist_access_type to be tail, range or search, got ${JSON.stringify(access)}`;
    return request.reply({ status: "error", ename: "ValueError", evalue, traceback: [], history: [] });
  }
  request.reply({ status: "ok", history: await state.history.find(queryOf(access, content)) });
};

function queryOf(access: HistoryQuery["access"], content: Record<string, unknown>): HistoryQuery {
  const integer = (value: unknown, missing: number) => (Number.isInteger(value) ? (value as number) : missing);
  return {
    access,
    output: content.output === true,
    n: integer(content.n, access === "tail" ? 1_000 : 0),
    pattern: typeof content.pattern === "string" ? content.pattern : "*",
    unique: content.unique === true,
    session: integer(content.session, 0),
    start: integer(content.start, 0),
    stop: integer(content.stop, 0),
  };
}

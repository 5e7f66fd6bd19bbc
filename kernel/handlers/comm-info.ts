/** `comm_info_request`: the comms that are open. */
import type { Handler } from "../server/state.ts";

export const commInfo: Handler = (request, state) => {
  const target = request.content.target_name ?? request.content.target;
  request.reply({ status: "ok", comms: state.comms.list(typeof target === "string" && target ? target : undefined) });
};

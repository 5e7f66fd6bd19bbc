/** `comm_info_request`: the comms that are open. */
import type { Handler } from "../server/state.ts";

export const commInfo: Handler = (request) => {
  request.reply({ status: "ok", comms: {} });
};

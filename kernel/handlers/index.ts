/** Which handler answers which request. */
import type { Handler } from "../server/state.ts";
import { comm } from "./comm.ts";
import { commInfo } from "./comm-info.ts";
import { complete } from "./complete.ts";
import { debug } from "./debug.ts";
import { execute } from "./execute.ts";
import { history } from "./history.ts";
import { inspect } from "./inspect.ts";
import { interrupt } from "./interrupt.ts";
import { isComplete } from "./is-complete.ts";
import { kernelInfo } from "./kernel-info.ts";
import { shutdown } from "./shutdown.ts";

export const HANDLERS: Record<string, Handler> = {
  kernel_info_request: kernelInfo,
  execute_request: execute,
  complete_request: complete,
  inspect_request: inspect,
  is_complete_request: isComplete,
  history_request: history,
  comm_info_request: commInfo,
  comm_open: comm,
  comm_msg: comm,
  comm_close: comm,
  interrupt_request: interrupt,
  debug_request: debug,
  shutdown_request: shutdown,
};

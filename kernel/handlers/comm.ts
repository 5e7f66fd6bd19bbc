/** `comm_open`, `comm_msg` and `comm_close` from the page: handed to the executor, which answers as it likes. */
import type { CommEventType } from "../comm/comm.ts";
import type { Handler } from "../server/state.ts";

export const comm: Handler = async ({ type, content, message }, state) => {
  const event = type as CommEventType;
  state.comms.note(event, content);
  const origin = { header: message.header, count: state.executionCount };
  await state.execution.comm({ event, content, metadata: message.metadata, buffers: message.buffers }, origin);
};

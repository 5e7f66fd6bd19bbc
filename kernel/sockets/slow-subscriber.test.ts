/** What a slow client gets. Processes run from dist/. */
import { startKernel } from "gradlab/kernel/client";
import { Subscriber } from "zeromq";
import { addressOf } from "../wire/connection.ts";

const DISPLAYS = 20_000;

test("a client that looks away for a second loses nothing of a flood of displays, and the cell waits for it", async () => {
  const kernel = await startKernel();
  // Jupyter's own clients hold a thousand messages; this one holds ten, and looks at none of them at first.
  const slow = new Subscriber({ receiveHighWaterMark: 10, receiveTimeout: 8_000, linger: 0 });
  slow.connect(addressOf(kernel.connection, "iopub"));
  slow.subscribe();
  await slow.receive(); // iopub_welcome
  const text = "x".repeat(500);
  const done = kernel.execute(`for (let i = 0; i < ${DISPLAYS}; i++) display("${text}");`);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  let shown = 0;
  for await (const [, , , header, parent, , content] of slow) {
    if (JSON.parse(String(header)).msg_type === "display_data") shown += 1;
    const isEnd = String(content).includes('"idle"') && JSON.parse(String(parent)).msg_type === "execute_request";
    if (isEnd) break;
  }
  slow.close();
  expect(shown).toBe(DISPLAYS);
  expect((await done).status).toBe("ok");
  await kernel.shutdown();
}, 60_000);

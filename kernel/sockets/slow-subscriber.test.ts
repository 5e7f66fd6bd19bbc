/** What a slow client gets. Processes run from dist/. */
import { type Kernel, startKernel } from "gradlab/kernel/client";
import { Subscriber } from "zeromq";
import { addressOf } from "../wire/connection.ts";

const DISPLAYS = 20_000;
const LOOKS_AWAY_MS = 1_000;

let kernel: Kernel;
/** Jupyter's own clients hold a thousand messages; this one holds ten, and looks at none of them at first. */
let slow: Subscriber;

beforeEach(async () => {
  kernel = await startKernel();
  slow = new Subscriber({ receiveHighWaterMark: 10, receiveTimeout: 8_000, linger: 0 });
  slow.connect(addressOf(kernel.connection, "iopub"));
  slow.subscribe();
  await slow.receive(); // iopub_welcome
});

afterEach(async () => {
  slow.close();
  await kernel.shutdown();
});

const lookAway = () => new Promise((resolve) => setTimeout(resolve, LOOKS_AWAY_MS));

/** Takes messages up to the end of a cell that is underway; gives the number of displays. */
async function takeAll(): Promise<number> {
  let shown = 0;
  for await (const [, , , header, parent, , content] of slow) {
    if (JSON.parse(String(header)).msg_type === "display_data") shown += 1;
    const isEnd = String(content).includes('"idle"') && JSON.parse(String(parent)).msg_type === "execute_request";
    if (isEnd) break;
  }
  return shown;
}

test("a client that looks away for a second loses nothing of a flood of displays, and the cell waits for it", async () => {
  const done = kernel.execute(`for (let i = 0; i < ${DISPLAYS}; i++) display("x".repeat(500));`);
  await lookAway();
  expect(await takeAll()).toBe(DISPLAYS);
  expect((await done).status).toBe("ok");
}, 60_000);

test("a cell that waits for a client is interrupted between two messages, and keeps its names", async () => {
  const done = kernel.execute('%nocheck\nvar kept = 41; for (;;) display("x".repeat(5_000));');
  await lookAway();
  await kernel.interrupt();
  await lookAway();
  await takeAll();
  expect((await done).reply).toMatchObject({ ename: "Interrupted" });
  const next = kernel.execute("%nocheck\nkept + 1");
  await takeAll();
  expect((await next).outputs).toMatchObject([{ data: { "text/plain": "42" } }]);
}, 60_000);

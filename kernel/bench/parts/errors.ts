/** What a student is told when something goes wrong. */

import type { Kernel } from "gradlab/kernel/client";
import { Dealer } from "zeromq";
import { addressOf } from "../../wire/connection.ts";
import { type Bench, type Figures, said, sleep } from "../bench.ts";
import type { Language } from "../peers.ts";

/** How long (ms) an error that no cell waits for may be underway. */
const TOLD_MS = 1_500;
/** How long (ms) control and heartbeat have to answer. */
const ANSWER_MS = 1_000;

/** Cells, the last of which throws at the line given. */
const LINES: Record<Language, { name: string; cells: string[]; line: number }[]> = {
  typescript: [
    { name: "plain", cells: ["const one = 1;\n\nthrow new Error('here');"], line: 3 },
    {
      name: "after erased types",
      cells: [
        "interface Point {\n  x: number;\n  y: number;\n}\ntype Name = string;\nconst at: Point = { x: 1, y: 2 };\nthrow new Error('here');",
      ],
      line: 7,
    },
    {
      name: "in an earlier cell's function",
      cells: [
        "type Size = number;\n\nfunction fail(size: Size): void {\n  throw new Error('here' + size);\n}",
        "fail(1)",
      ],
      line: 4,
    },
    {
      name: "after an await",
      cells: [
        "const two: number = 2;\nawait new Promise((resolve) => setTimeout(resolve, 1));\n\nthrow new Error('here');",
      ],
      line: 4,
    },
  ],
  python: [
    { name: "plain", cells: ["one = 1\n\nraise Exception('here')"], line: 3 },
    { name: "after annotations", cells: ["x: int = 1\ny: int = 2\n\nraise Exception('here')"], line: 4 },
    {
      name: "in an earlier cell's function",
      cells: ["small = 1\n\ndef fail(size: int):\n  raise Exception('here')", "fail(1)"],
      line: 4,
    },
    {
      name: "after an await",
      cells: ["import asyncio\nawait asyncio.sleep(0.001)\n\nraise Exception('here')"],
      line: 4,
    },
  ],
};

/** Whether the top frame of a traceback has the line at which the student wrote the throw. */
export async function rightLine({ peer, start }: Bench, figures: Figures): Promise<void> {
  const kernel = await start();
  let right = 0;
  for (const { cells, line } of LINES[peer.language]) {
    let text = "";
    for (const cell of cells) text = await said(kernel, cell);
    if (topLine(text, peer.language) === line) right += 1;
  }
  figures["right line in the top frame, four cases"] = `${right} of 4`;
}

/** Python's innermost frame is the last, JavaScript's the first. */
function topLine(traceback: string, language: Language): number {
  const python = [...traceback.matchAll(/Cell In\[\d+\], line (\d+)/g)].at(-1);
  const javascript = /^\s+at .*?:(\d+):\d+\)?$/m.exec(traceback);
  return Number((language === "python" ? python : javascript)?.[1]);
}

const ENDS: Record<Language, Record<"exit" | "rejection" | "throw in a timer", string>> = {
  typescript: {
    exit: "process.exit(3)",
    rejection: "void Promise.reject(new Error('nobody caught this'))",
    "throw in a timer": "setTimeout(() => { throw new Error('nobody caught this') }, 10); 0",
  },
  python: {
    exit: "import os; os._exit(3)",
    rejection:
      "import asyncio\nasync def fail(): raise Exception('nobody caught this')\n_ = asyncio.ensure_future(fail())",
    "throw in a timer":
      "import asyncio\ndef fail(): raise Exception('nobody caught this')\n_ = asyncio.get_running_loop().call_later(0.01, fail)",
  },
};

/** Which ends of a process or a promise are told on the page, and whether the kernel computes afterwards. */
export async function toldEnds({ peer, start }: Bench, figures: Figures): Promise<void> {
  const told: string[] = [];
  let alive = 0;
  for (const [name, code] of Object.entries(ENDS[peer.language])) {
    const kernel = await start();
    await said(kernel, "0");
    if (await isTold(kernel, code)) told.push(name);
    const answer = await said(kernel, peer.language === "python" ? "print(6 * 7)" : "console.log(6 * 7)").catch(
      () => "",
    );
    if (answer.includes("42")) alive += 1;
    await kernel.shutdown();
  }
  figures["exit, rejection, throw in a timer: told"] = `${told.length} of 3`;
  figures["exit, rejection, throw in a timer: kernel alive"] = `${alive} of 3`;
}

/** Whether anything that the kernel publishes names the error, or the exit. */
async function isTold(kernel: Kernel, code: string): Promise<boolean> {
  let text = "";
  const off = kernel.client.listen(({ header, content }) => {
    if (header.msg_type === "error" || header.msg_type === "stream") text += JSON.stringify(content);
  });
  await kernel.execute(code, { timeoutMs: 5_000 }).catch(() => undefined);
  await sleep(TOLD_MS);
  off();
  return /nobody caught this|exit/i.test(text);
}

/** Whether the control channel and the heartbeat answer while a cell loops. */
export async function whileLooping({ peer, start }: Bench, figures: Figures): Promise<void> {
  const kernel = await start();
  await said(kernel, "0");
  const loop = peer.language === "python" ? "while True: pass" : "while (true) {}";
  kernel.client.request("execute_request", { code: loop, allow_stdin: false }).catch(() => {});
  await sleep(300);
  const options = { channel: "control", timeoutMs: ANSWER_MS, replyOnly: true } as const;
  const control = await kernel.request("kernel_info_request", {}, options).then(
    () => "yes",
    () => "no",
  );
  figures["while a cell loops: control; heartbeat"] = `${control}; ${(await beats(kernel)) ? "yes" : "no"}`;
}

async function beats(kernel: Kernel): Promise<boolean> {
  const socket = new Dealer({ linger: 0, receiveTimeout: ANSWER_MS });
  socket.connect(addressOf(kernel.connection, "hb"));
  try {
    // An empty frame first, as a REQ socket sends it: not every kernel's heart is a bare echo.
    await socket.send(["", "ping"]);
    return String((await socket.receive()).at(-1)) === "ping";
  } catch {
    return false;
  } finally {
    socket.close();
  }
}

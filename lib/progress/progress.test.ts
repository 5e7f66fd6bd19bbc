import { DISPLAY_DOOR, type DisplayDoor, displayDoor } from "./display-door.ts";
import { Progress, progress } from "./progress.ts";

/** Records what a front end would show. */
function recorder() {
  const shown: { id: string; text: string }[] = [];
  const door: DisplayDoor = {
    display: (bundle, id) => void shown.push({ id: `new ${id}`, text: bundle["text/plain"] }),
    update: (id, bundle) => void shown.push({ id, text: bundle["text/plain"] }),
  };
  return { shown, door };
}

function clockOf() {
  const clock = Object.assign(() => clock.now, { now: 0 });
  return clock;
}

test("in a notebook one output is shown and then updated under its id", () => {
  const { shown, door } = recorder();
  const clock = clockOf();
  const bar = new Progress({ total: 10, door, clock });
  clock.now = 2000;
  bar.update(5, { loss: 0.5 });
  bar.close();
  const id = shown[0].id.replace("new ", "");
  expect(shown.map((output) => output.id)).toEqual([`new ${id}`, id, id]);
  expect(shown[1].text).toBe(" 50%|█████     | 5/10 [00:02<00:02, 2.50 it/s, loss=0.5]");
});

test("redraws at most every 100 ms, but always draws the last state", () => {
  const { shown, door } = recorder();
  const clock = clockOf();
  const bar = new Progress({ total: 1000, door, clock });
  for (let step = 1; step <= 1000; step++) {
    clock.now = step;
    bar.update(step);
  }
  bar.close();
  bar.update(5);
  expect(shown).toHaveLength(1 + 10 + 1);
  expect(shown.at(-1)!.text).toContain("1000/1000");
});

test("in a terminal one line is rewritten, and closed by a line feed", () => {
  const written: string[] = [];
  const stream = { isTTY: true, write: (text: string) => written.push(text) };
  for (const _ of progress([1, 2], { stream, every: 0, label: "epochs" })) {
  }
  expect(written.every((text) => text.startsWith("\r\x1b[2Kepochs: "))).toBe(true);
  expect(written.at(-1)).toMatch(/2\/2 .*\n$/);
});

test("a log gets the last line only", () => {
  const written: string[] = [];
  for (const _ of progress([1, 2, 3], { stream: { write: (text: string) => written.push(text) } })) {
  }
  expect(written).toHaveLength(1);
  expect(written[0]).toContain("3/3");
});

test("leaving the loop early closes the bar", () => {
  const { shown, door } = recorder();
  for (const item of progress([1, 2, 3], { door })) {
    if (item === 2) break;
  }
  expect(shown.at(-1)!.text).toContain("1/3");
});

test("the front end is found through the documented symbol, and only when it is complete", () => {
  const globals = globalThis as Record<symbol, unknown>;
  const { door } = recorder();
  try {
    globals[DISPLAY_DOOR] = door;
    expect(displayDoor()).toBe(door);
    globals[DISPLAY_DOOR] = { display() {} };
    expect(displayDoor()).toBeUndefined();
  } finally {
    delete globals[DISPLAY_DOOR];
  }
});

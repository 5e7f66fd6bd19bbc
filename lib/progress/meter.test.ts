import { clockText, type Meter, meterHtml, meterText } from "./meter.ts";

const METER: Meter = { label: "Epoch 3", done: 205, total: 490, seconds: 12, unit: "it", facts: { loss: 1.23456 } };

test("share, bar, count, elapsed and remaining time, rate and loss stand in one line", () => {
  // 205/490 = 41.8%; 205 in 12 s is 17.08 a second; 285 left take 16.7 s
  expect(meterText(METER)).toBe("Epoch 3:  41%|████▏     | 205/490 [00:12<00:17, 17.1 it/s, loss=1.235]");
});

test("before the first step nothing is guessed", () => {
  expect(meterText({ ...METER, done: 0, seconds: 0, facts: {} })).toBe(
    "Epoch 3:   0%|          | 0/490 [00:00<?, ? it/s]",
  );
});

test("a finished bar is full, and an empty one counts as finished", () => {
  expect(meterText({ ...METER, done: 490 })).toContain("100%|██████████| 490/490 [00:12<00:00");
  expect(meterText({ ...METER, done: 0, total: 0 })).toContain("100%|██████████| 0/0");
});

test("slow steps are told in seconds per step", () => {
  expect(meterText({ ...METER, done: 2, seconds: 9 })).toContain("4.50 s/it");
});

test("an unknown total shows the count alone", () => {
  expect(meterText({ ...METER, total: undefined })).toBe("Epoch 3: 205 it [00:12, 17.1 it/s, loss=1.235]");
});

test("hours appear where there are any", () => {
  expect([5, 65, 3605, 36_000].map(clockText)).toEqual(["00:05", "01:05", "1:00:05", "10:00:00"]);
});

test("HTML holds a native bar and escapes the label", () => {
  const html = meterHtml({ ...METER, label: "<b>" });
  expect(html).toContain('<progress value="205" max="490">');
  expect(html).not.toContain("<b>");
});

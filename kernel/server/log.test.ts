import { boundedLog } from "./log.ts";

test("at most a hundred lines a minute, and the next minute says how many are missing", () => {
  const lines: string[] = [];
  let time = 0;
  const log = boundedLog(
    (line) => lines.push(line),
    () => time,
  );
  for (let i = 0; i < 250; i++) log(`line ${i}`);
  expect(lines).toHaveLength(100);
  time = 60_000;
  log("next");
  expect(lines.slice(100)).toEqual(["gradlab kernel: 150 more lines left out\n", "gradlab kernel: next\n"]);
});

import { withoutChatter } from "./chatter.ts";

test("start-up lines of native libraries go, everything else stays", () => {
  const text = [
    "mine: first",
    "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR",
    "I0000 00:00:1763688000.123456   12345 port.cc:153] oneDNN custom operations are on.",
    "I0000 of mine",
    "Waiting for the debugger to disconnect...",
    "last",
  ].join("\n");
  expect(withoutChatter(text)).toBe("mine: first\nI0000 of mine\nlast");
});

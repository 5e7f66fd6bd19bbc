/** Lines that native code writes to stderr as it starts or ends, of which no student can make anything. */

const CHATTER = [
  // Node, when a process with an inspector session exits: the session is ours.
  "Waiting for the debugger to disconnect\\.\\.\\.",
  // libtensorflow, when it is loaded; no setting turns these off without costing speed.
  "WARNING: All log messages before absl::InitializeLog\\(\\) is called are written to STDERR",
  "[IW]\\d{4} [\\d:.]+ +\\d+ (?:port|cpu_feature_guard|util)\\.cc:\\d+\\] .*",
  "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+: I tensorflow/core/.*",
];

const LINES = new RegExp(`^(?:${CHATTER.join("|")})\\n`, "gm");

/** The text without those lines. */
export function withoutChatter(text: string): string {
  return text.replace(LINES, "");
}

// After all tests: what they left in the temporary folder goes with it.
import { rmSync } from "node:fs";

export default function removeFolder() {
  rmSync(process.env.TMPDIR, { recursive: true, force: true, maxRetries: 3 });
}

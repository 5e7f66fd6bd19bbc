// Before all tests: one folder for everything temporary, so that a run leaves nothing behind.
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-tests-"));
  chmodSync(folder, 0o1777); // as /tmp itself: sandboxed users of their own come here too
  process.env.TMPDIR = folder; // workers and all that tests start inherit it
}

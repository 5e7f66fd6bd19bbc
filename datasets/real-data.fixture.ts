/** Real files for tests: where GRADLAB_REAL_DATA names a folder that has them; without it such tests say that they skip. */
import { existsSync } from "node:fs";
import { join } from "node:path";

/** `test`, or a skipped test whose name says what is missing. */
export function testOnReal(name: string, path: string, body: (path: string) => void | Promise<void>): void {
  const folder = process.env.GRADLAB_REAL_DATA;
  const found = folder && existsSync(join(folder, path)) ? join(folder, path) : undefined;
  if (found) test(name, async () => await body(found));
  else test.skip(`${name} (no ${path} in GRADLAB_REAL_DATA, which is ${folder ?? "not set"})`, () => {});
}

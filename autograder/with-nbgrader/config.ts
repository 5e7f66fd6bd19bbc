/** The settings that nbgrader needs, from the page that tells instructors of them: what is documented is what is tried. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../sandbox/launcher.ts";

const PAGE = join("docs", "assignments.md");

/** The text of `nbgrader_config.py`. */
export function nbgraderConfig(): string {
  const [, section = ""] = readFileSync(join(packageFolder, PAGE), "utf8").split("\n## With nbgrader\n");
  const [, settings] = /```python\n([\s\S]+?)```/.exec(section) ?? [];
  if (!settings) throw new Error(`expected the settings for nbgrader in ${PAGE} under "With nbgrader", got none`);
  return `c = get_config()\n${settings}`;
}

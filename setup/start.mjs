// `npm start`: sets up what is missing, then runs the main job: a notebook executed, a class graded.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root, setUpSteps } from "./setup.mjs";
import { runSteps } from "./steps.mjs";

await runSteps(setUpSteps);
const args = [join(root, "cli", "gradlab.mjs"), "demo", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
process.exit(status ?? 3);

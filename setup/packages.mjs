// The npm packages: installed once per state of package-lock.json, scripts off; those with native parts are then built one by one.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "./command.mjs";

/** Installs what package-lock.json says, or answers at once when that is already so. */
export async function installPackages(root) {
  const stamp = join(root, "node_modules", ".gradlab-lock");
  const digest = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return "up to date";
  await command("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root });
  writeFileSync(stamp, digest);
  return "installed";
}

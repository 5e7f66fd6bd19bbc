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
  // Not `npm ci`: it refuses a lock file that lacks an optional package of another platform, as registries that hold only
  // some platforms make them. The versions and digests of the lock file bind here too, and --no-save leaves it untouched.
  await command("npm", ["install", "--no-save", "--no-audit", "--no-fund"], { cwd: root });
  writeFileSync(stamp, digest);
  return "installed";
}

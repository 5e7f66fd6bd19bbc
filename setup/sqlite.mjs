// Builds better-sqlite3's native part (its install script is off like all others) and keeps it in the cache outside the clone.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder } from "./cache.mjs";
import { command } from "./command.mjs";
import { packageFolder } from "./package-folder.mjs";

const folder = packageFolder("better-sqlite3");
/** The folder whose packages these are. */
const root = dirname(dirname(folder));
const binding = join(folder, "build", "Release", "better_sqlite3.node");

/** Makes the gradebook's database library loadable: from the cache, else by its own prebuilt download, else by the compiler. */
export async function setUpSqlite() {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (await loads()) return `better-sqlite3 ${version}`;
  const kept = join(
    cacheFolder("sqlite"),
    `${version}-${process.platform}-${process.arch}-${process.versions.modules}.node`,
  );
  mkdirSync(dirname(binding), { recursive: true });
  if (existsSync(kept)) copyFileSync(kept, binding);
  if (await loads()) return `better-sqlite3 ${version}, from the cache`;
  await command("npm", ["rebuild", "better-sqlite3", "--ignore-scripts=false", "--foreground-scripts"], { cwd: root });
  if (!(await loads())) throw new Error(`expected ${binding} to load after the build; it does not`);
  copyFileSync(binding, kept);
  return `better-sqlite3 ${version}, built`;
}

/** Tried in a process of its own: a broken binary must not take set-up down. */
async function loads() {
  const script = "new (require('better-sqlite3'))(':memory:').close()";
  return command(process.execPath, ["-e", script], { cwd: root }).then(
    () => true,
    () => false,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await setUpSqlite());

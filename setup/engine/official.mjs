// The package's own way: its install script downloads libtensorflow and a ready binding. Used where that download is reachable.
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { command } from "../command.mjs";

/** Where the package downloads from; the variable is the package's own. */
const storage = process.env.TFJS_NODE_CDN_STORAGE ?? process.env.CDN_STORAGE ?? "https://storage.googleapis.com/";

/** Whether the official download answers, within `seconds` (a machine without it must not wait long). */
export async function officialIsReachable(seconds = 3) {
  const url =
    process.env.TFJS_NODE_BASE_URI ?? `${storage}tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz`;
  try {
    const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(seconds * 1000) });
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Runs the package's install script on a copy of the package in `folder`: afterwards the library is in deps/lib and the
 * binding in lib/napi-v8.
 */
export async function installOfficially(folder, packageFolder) {
  for (const part of ["package.json", "binding.gyp", "binding", "scripts"]) {
    cpSync(join(packageFolder, part), join(folder, part), { recursive: true });
  }
  const modules = join(packageFolder, "..", "..");
  const env = { ...process.env, NODE_PATH: modules, PATH: `${join(modules, ".bin")}:${process.env.PATH}` };
  await command(process.execPath, ["scripts/install.js", "cpu", "download"], { cwd: folder, env });
  if (!existsSync(join(folder, "lib"))) throw new Error("the official install ended without a binding");
}

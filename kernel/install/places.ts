/** Where Jupyter looks for kernels. Source: https://docs.jupyter.org/en/latest/use/jupyter-directories.html */
import { homedir } from "node:os";
import { join } from "node:path";

/** Where to install: for this user, for a Python environment (its prefix), or for everyone on the machine. */
export type Place = { kind: "user" } | { kind: "system" } | { kind: "prefix"; prefix: string };

/** The folder that holds kernels at `place`. */
export function kernelsFolder(place: Place, env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (place.kind === "prefix") return join(place.prefix, "share", "jupyter", "kernels");
  if (place.kind === "system") return join(systemData(env, platform), "kernels");
  return join(userData(env, platform), "kernels");
}

function userData(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (platform === "win32") return join(env.APPDATA ?? join(homedir(), "AppData", "Roaming"), "jupyter");
  return join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}

function systemData(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === "win32") return join(env.PROGRAMDATA ?? "C:\\ProgramData", "jupyter");
  return "/usr/local/share/jupyter";
}

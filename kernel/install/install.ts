/** Installs and removes the kernelspec. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { kernelspec } from "./kernelspec.ts";
import { kernelsFolder, type Place } from "./places.ts";

export interface InstallOptions {
  place: Place;
  /** The name by which notebooks ask for the kernel. */
  name: string;
  displayName: string;
  env: Record<string, string>;
}

/** Kernel names as Jupyter allows them. */
const NAME = /^[a-z0-9._-]+$/i;

/** Writes the kernelspec and its logos; returns the folder. What was there under the same name is replaced. */
export function installKernel({ place, name, displayName, env }: InstallOptions): string {
  const folder = join(kernelsFolder(place), checked(name));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kernel.json"), `${JSON.stringify(kernelspec({ displayName, env }), null, 2)}\n`);
  const assets = assetsFolder();
  for (const file of readdirSync(assets).filter((file) => file.startsWith("logo-")))
    copyFileSync(join(assets, file), join(folder, file));
  return folder;
}

/** Removes the kernelspec; returns its folder, or undefined where there was none. */
export function uninstallKernel(place: Place, name: string): string | undefined {
  const folder = join(kernelsFolder(place), checked(name));
  if (!existsSync(join(folder, "kernel.json"))) return undefined;
  rmSync(folder, { recursive: true });
  return folder;
}

function checked(name: string): string {
  if (!NAME.test(name))
    throw new Error(`kernel name: expected letters, digits, ".", "_" and "-", got ${JSON.stringify(name)}`);
  return name;
}

/** The folder with the logos, in the package and not in its built output. */
function assetsFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve("gradlab/package.json")), "kernel", "assets");
}

/** What a sandboxed process may read: Node, its libraries, and the parts of Gradlab that student code is given. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { IsolationLevel } from "../grade/result.ts";
import { installed } from "./installed.ts";
import { cacheFolder, packageFolder } from "./launcher.ts";
import { reachableByAll } from "./reachable.ts";

export interface ViewPath {
  /** On this machine, symbolic links resolved. */
  source: string;
  /** Where the sandbox sees it. */
  target: string;
}

const DEVICES = ["/dev/null", "/dev/urandom", "/dev/random"];

export interface ViewOptions {
  /** The folder of the programs that run in the sandbox (see `runnerFolder`). */
  runner: string;
  /** The native engine too, for a question that trains; the library computes without it where it cannot be shown. */
  native?: boolean;
  /** npm packages that the assignment asks for, with all that they need. */
  shown?: readonly string[];
  level?: IsolationLevel;
}

/** The paths of the view; nothing twice, since a folder that is shown cannot be changed to show more. */
export function viewPaths({ runner, native = false, shown = [], level = "namespaces" }: ViewOptions): ViewPath[] {
  const node = realpathSync(process.execPath);
  const system = [node, ...sharedLibraries(), ...DEVICES];
  const ours = [join(packageFolder, "package.json"), runner];
  return [...system, ...ours, ...packages([...SANDBOX_PACKAGES, ...shown]), ...(native ? nativeEngine(level) : [])]
    .filter((path, _, all) => existsSync(path) && !all.some((folder) => path.startsWith(`${folder}/`)))
    .map((target) => ({ source: realpathSync(target), target }));
}

/** The engine, where sandboxes of this level can get to it. */
function nativeEngine(level: IsolationLevel): string[] {
  return hiddenEngine(level) === undefined ? enginePaths() : [];
}

/** A path of the engine that root's sandboxes cannot get to at this level: they are other users, and only a mount shows it to them. */
export function hiddenEngine(level: IsolationLevel): string | undefined {
  if (level === "namespaces" || process.getuid?.() !== 0) return undefined;
  return enginePaths().find((path) => !reachableByAll(path));
}

/**
 * libtensorflow and its binding, without the package's JavaScript: `gradlab/lib` computes with it, and no one answers a
 * layer with TensorFlow's own. Set-up links the binding's folder to where it keeps the engine.
 */
function enginePaths(): string[] {
  const folder = installed("@tensorflow/tfjs-node");
  const binding = folder && join(folder, "lib", "napi-v8");
  if (!binding || !existsSync(binding)) return [];
  const kept = realpathSync(binding);
  const engine = dirname(dirname(kept));
  return [join(folder, "package.json"), join(folder, "lib"), kept, join(engine, "deps")];
}

/** The libraries that this very Node has loaded. */
function sharedLibraries(): string[] {
  const report = process.report.getReport() as unknown as { sharedObjects: string[] };
  const ours = [packageFolder, cacheFolder()];
  const loaded = report.sharedObjects.filter(
    (path) => path.startsWith("/") && !path.endsWith(".node") && !ours.some((folder) => path.startsWith(folder)),
  );
  const folders = new Set(loaded.map(dirname));
  return [
    ...new Set([...loaded, ...[...folders].flatMap((folder) => ADDON_LIBRARIES.map((name) => join(folder, name)))]),
  ];
}

/** What native addons link to and Node itself may not: parts of libc in its older layout. */
const ADDON_LIBRARIES = ["librt.so.1", "libdl.so.2", "libpthread.so.0", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6"];

/** npm packages, public as they are. */
function packages(names: readonly string[]): string[] {
  const found = new Set<string>();
  for (const name of names) addPackage(name, packageFolder, found);
  return [...found];
}

/** Adds a package and all that it depends on; one that is not installed (another platform's) is left out. */
function addPackage(name: string, from: string, found: Set<string>): void {
  const folder = installed(name, from);
  if (!folder || found.has(folder)) return;
  found.add(folder);
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) addPackage(next, folder, found);
}

/** The native packages that compiling a notebook needs; plain ones are in the program. */
const SANDBOX_PACKAGES = ["oxc-parser", "@swc/core"];

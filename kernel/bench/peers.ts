/** The kernels that are measured: ours, and every peer that this machine can have. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

export type Language = "typescript" | "python";

export interface Peer {
  name: string;
  language: Language;
  /** What starts it, `{connection_file}` standing for that file; our own kernel where it is missing. */
  command?: (connectionFile: string) => string[];
  env?: Record<string, string | undefined>;
  /** How a file next to the notebook is imported: `./own` with or without its ending. */
  localImport?: (name: string) => string;
  /** Makes ready a notebook's folder. */
  prepare?: (folder: string) => void;
}

export const packageRoot = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));

/** Ours and the peers; `missing` is told of those that cannot be had. */
export function peers(missing: (name: string, error: unknown) => void): Peer[] {
  const makers: Record<string, () => Peer> = {
    ours: () => ({ name: "ours", language: "typescript" }),
    ipykernel: () => ({
      name: "ipykernel",
      language: "python",
      command: (file) => quiet([python(), "-m", "ipykernel_launcher", "-f", file]),
    }),
    tslab: () => ({
      name: "tslab",
      language: "typescript",
      command: (file) => quiet([binary("tslab"), "kernel", "--config-path", file]),
      localImport: (name) => name.replace(/\.ts$/, ""),
      prepare: (folder) => giveTypes(folder, binary("tslab")),
    }),
    deno: () => ({
      name: "deno",
      language: "typescript",
      command: (file) => quiet([binary("deno"), "jupyter", "--kernel", "--conn", file]),
    }),
  };
  return Object.entries(makers).flatMap(([name, make]) => {
    try {
      return [make()];
    } catch (error) {
      missing(name, error);
      return [];
    }
  });
}

/** The interpreter of the tests' Python environment. */
export function python(): string {
  const printed = execFileSync(process.execPath, [join(packageRoot, "setup/python.mjs")], {
    encoding: "utf8",
    cwd: packageRoot,
  });
  return printed.trim().split("\n").at(-1) as string;
}

/** The program of an npm package, installed once into the cache outside the clone. */
function binary(name: string): string {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "gradlab", "bench", name);
  if (!existsSync(join(folder, "node_modules", name))) {
    mkdirSync(folder, { recursive: true });
    const args = ["install", "--prefix", folder, "--ignore-scripts=false", "--no-audit", "--no-fund", name];
    execFileSync("npm", args, { cwd: folder, stdio: "ignore" });
  }
  return join(folder, "node_modules/.bin", name);
}

/** The command without what it logs. */
function quiet(command: string[]): string[] {
  return ["sh", "-c", 'exec "$0" "$@" 2>/dev/null', ...command];
}

/** tslab looks for Node's types beside the notebook: those that it was installed with. */
function giveTypes(folder: string, program: string): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  const types = join(folder, "node_modules/@types");
  if (!existsSync(types)) symlinkSync(join(dirname(program), "../@types"), types);
}

/** `gradlab kernel install|uninstall|run`: makes Jupyter know the kernel, or starts one by hand. */
import { type Command, Option } from "commander";
import type { Place } from "gradlab/kernel";
import { EXIT } from "../exit.ts";

interface PlaceOptions {
  user?: boolean;
  system?: boolean;
  prefix?: string;
  name: string;
  json?: boolean;
}

interface InstallOptions extends PlaceOptions {
  displayName: string;
  env: Record<string, string>;
}

export function addKernel(root: Command): void {
  const kernel = root.command("kernel").description("install the kernel for Jupyter, remove it, or run one");
  withPlace(kernel.command("install"))
    .description("make Jupyter, VS Code and nbconvert know the kernel")
    .option("--display-name <text>", "what launchers show", "TypeScript (Gradlab)")
    .option("--env <NAME=value>", "environment variable of the kernel; may be repeated", addVariable, {})
    .action(install);
  withPlace(kernel.command("uninstall")).description("remove the kernel from Jupyter").action(uninstall);
  kernel
    .command("run")
    .description("run a kernel in the foreground, as Jupyter does")
    .requiredOption("-f, --connection-file <file>", "the connection file that names ports and key")
    .action(runKernel);
}

function withPlace(command: Command): Command {
  return command
    .addOption(new Option("--user", "for this user (the default)").conflicts(["system", "prefix"]))
    .addOption(new Option("--system", "for everyone on this machine").conflicts(["user", "prefix"]))
    .addOption(
      new Option("--prefix <folder>", "for one Python environment, by its prefix").conflicts(["user", "system"]),
    )
    .option("--name <name>", "the name by which notebooks ask for the kernel", "gradlab")
    .option("--json", "print JSON");
}

function placeOf({ system, prefix }: PlaceOptions): Place {
  if (prefix !== undefined) return { kind: "prefix", prefix };
  return { kind: system ? "system" : "user" };
}

function addVariable(text: string, variables: Record<string, string>): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new Error(`--env: expected NAME=value, got ${text}`);
  return { ...variables, [text.slice(0, at)]: text.slice(at + 1) };
}

async function install(options: InstallOptions): Promise<void> {
  const { installKernel } = await import("gradlab/kernel");
  const { name, displayName, env } = options;
  const folder = installKernel({ place: placeOf(options), name, displayName, env });
  if (options.json) console.log(JSON.stringify({ name, displayName, folder }, null, 2));
  else console.log(`Installed ${displayName} as ${name} in ${folder}`);
}

async function uninstall(options: PlaceOptions): Promise<void> {
  const { kernelsFolder, uninstallKernel } = await import("gradlab/kernel");
  const folder = uninstallKernel(placeOf(options), options.name);
  if (options.json) console.log(JSON.stringify({ name: options.name, removed: folder ?? null }, null, 2));
  else if (folder) console.log(`Removed ${folder}`);
  if (folder) return;
  process.exitCode = EXIT.failed;
  if (!options.json)
    console.error(`gradlab: no kernel ${options.name} in ${kernelsFolder(placeOf(options))}: nothing removed`);
}

async function runKernel({ connectionFile }: { connectionFile: string }): Promise<void> {
  const { runKernelProcess } = await import("gradlab/kernel");
  await runKernelProcess(connectionFile);
}

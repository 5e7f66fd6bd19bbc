/** A real Jupyter server (JupyterLab, and Notebook 7 beside it) in folders of its own, for tests that use the kernel as a student does. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const project = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));
const START_MS = 60_000;

/** A running server: where its pages are and the folder whose notebooks it shows. */
export interface JupyterLab {
  /** Address of a page, token included: `page("lab/tree/first.ipynb")`, or `page("notebooks/first.ipynb")` in Notebook 7. */
  page(path: string): string;
  /** The folder with the notebooks. */
  folder: string;
  /** Ends the server and its kernels, and removes its folders. */
  stop(): Promise<void>;
}

/** The interpreter of the tests' Python environment, and Chromium: both made by `npm test` beforehand. */
export function tool(name: "python" | "browser"): string {
  return execFileSync(process.execPath, [join(project, "setup", `${name}.mjs`)], { encoding: "utf8" }).trim();
}

/**
 * Starts JupyterLab with our kernel installed in a prefix of its own; nothing of the user's Jupyter is read or written.
 *
 * @param notebooks a folder whose content is copied, so that a test may save over it
 */
export async function startJupyterLab(notebooks: string): Promise<JupyterLab> {
  const home = mkdtempSync(join(tmpdir(), "gradlab-lab-"));
  const folder = join(home, "notebooks");
  cpSync(notebooks, folder, { recursive: true });
  const environment = jupyterEnvironment(home);
  const gradlab = join(project, "cli", "gradlab.mjs");
  execFileSync(process.execPath, [gradlab, "kernel", "install", "--prefix", join(home, "prefix")], {
    env: environment,
  });
  const server = spawn(tool("python"), serverArguments(folder), { env: environment, stdio: "ignore" });
  const { url, token } = await serverInfo(join(home, "runtime"), server);
  return {
    page: (path) => `${url}${path}?token=${token}`,
    folder,
    async stop() {
      const ended = once(server, "exit");
      server.kill("SIGTERM"); // ends its kernels too
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function jupyterEnvironment(home: string): NodeJS.ProcessEnv {
  const folders = { JUPYTER_CONFIG_DIR: "config", JUPYTER_DATA_DIR: "data", JUPYTER_RUNTIME_DIR: "runtime" };
  const environment: NodeJS.ProcessEnv = { ...process.env, JUPYTER_PATH: join(home, "prefix", "share", "jupyter") };
  for (const [name, part] of Object.entries(folders)) {
    environment[name] = join(home, part);
    mkdirSync(join(home, part), { recursive: true });
  }
  environment.JUPYTERLAB_SETTINGS_DIR = quietSettings(join(home, "settings"));
  return environment;
}

/** Settings of a user who has answered the first question ("notify about news?") with no. */
function quietSettings(folder: string): string {
  const plugin = join(folder, "@jupyterlab", "apputils-extension");
  mkdirSync(plugin, { recursive: true });
  writeFileSync(join(plugin, "notification.jupyterlab-settings"), JSON.stringify({ fetchNews: "false" }));
  return folder;
}

function serverArguments(folder: string): string[] {
  const options = ["--no-browser", "--allow-root", "--ServerApp.port=0", "--ServerApp.ip=127.0.0.1"];
  const quiet = ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url=none"];
  // The page's own objects say what has happened: no test needs to guess how long it takes.
  const open = ["--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True"];
  return ["-m", "jupyterlab", ...options, ...quiet, ...open, `--ServerApp.root_dir=${folder}`];
}

/** Waits for the file in which the server writes its address. */
async function serverInfo(runtime: string, server: ChildProcess): Promise<{ url: string; token: string }> {
  for (const started = Date.now(); Date.now() - started < START_MS; ) {
    if (server.exitCode !== null) throw new Error(`JupyterLab: expected it to start, ended with ${server.exitCode}`);
    const file = readdirSync(runtime).find((name) => /^jpserver-\d+\.json$/.test(name));
    if (file) return JSON.parse(readFileSync(join(runtime, file), "utf8"));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill("SIGKILL");
  throw new Error(`JupyterLab: expected it to start within ${START_MS / 1000} s`);
}

/** Every command that a guide shows is run in its order, in a course like its reader's. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { loadAssignment } from "gradlab/autograder";
import { writeNotebook } from "gradlab/kernel/notebook";
import { gradescopeDownload } from "./term/downloads.ts";
import { notebooksOf } from "./term/notebooks.ts";
import type { MadeStudent } from "./term/students.ts";

const root = join(import.meta.dirname, "..");
const template = join(root, "autograder", "course", "template", "assignments", "first-steps");
const cache = process.env.GRADLAB_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gradlab");

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "gradlab-guide-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** The lines of all shell blocks of a page, without comments. */
function commandsOf(page: string): string[] {
  const blocks = [...readFileSync(join(root, "docs", page), "utf8").matchAll(/```sh\n([\s\S]+?)```/g)];
  return blocks
    .flatMap(([, block]) => block.split("\n").map((line) => line.replace(/\s+#.*$/, "").trim()))
    .filter(Boolean);
}

/** Runs them one after the other; `cd` moves, `serve` is stopped once it answers. */
async function runAll(commands: readonly string[]): Promise<void> {
  const env = { ...process.env, HOME: home, GRADLAB_CACHE: cache };
  let cwd = home;
  for (const command of commands) {
    const [program, verb, ...args] = command.split(/\s+/);
    if (program === "cd") cwd = join(cwd, verb);
    else if (args[0] === "serve") await serveOnce(cwd, env);
    else {
      expect([program, verb]).toEqual(["npx", "gradlab"]);
      execFileSync(process.execPath, [join(root, "cli", "gradlab.mjs"), ...args], { cwd, env, stdio: "pipe" });
    }
    if (args[0] === "init") await handIn(join(cwd, args[1]));
  }
}

/** What the class of the example handed in through Gradescope. */
async function handIn(course: string): Promise<void> {
  const loaded = loadAssignment(template);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const textOf = notebooksOf(loaded.assignment);
  const deliveries = (["ada", "grace", "emmy"] as const).map((id, i) => ({
    student: { id, name: id, email: `${id}@example.org` } as MadeStudent,
    text: textOf((["reference", "mutant-0", "empty"] as const)[i]),
    received: new Date(Date.UTC(2027, 2, 1 + i)),
  }));
  await gradescopeDownload(join(course, "downloads", "gradescope.zip"), deliveries, "first-steps");
}

function serveOnce(cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const server = spawn(process.execPath, [join(root, "cli", "gradlab.mjs"), "serve", "--port", "0"], { cwd, env });
  return new Promise((resolve, reject) => {
    server.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (/http:\/\//.test(text)) server.kill();
    });
    server.on("exit", (code, signal) =>
      signal || code === 0 ? resolve() : reject(new Error(`serve ended with ${code}`)),
    );
  });
}

test.each(["instructors.md", "authors.md"])(
  "%s",
  async (page) => {
    const commands = commandsOf(page);
    expect(commands.length).toBeGreaterThan(4);
    await runAll(commands);
  },
  300_000,
);

test("students.md", async () => {
  const loaded = loadAssignment(template);
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  mkdirSync(home, { recursive: true });
  writeNotebook(join(home, "first-steps.ipynb"), loaded.assignment.notebook);
  await runAll(commandsOf("students.md"));
  expect(JSON.parse(readFileSync(join(home, "receipt.json"), "utf8")).checks).toEqual({ passed: 2, total: 2 });
}, 300_000);

test("the recipes in ci.md are those that init writes", () => {
  const page = readFileSync(join(root, "docs", "ci.md"), "utf8");
  for (const recipe of ["github.yml", "gitlab.yml"])
    expect(page).toContain(readFileSync(join(root, "autograder", "course", "template", "ci", recipe), "utf8"));
});

/** What the README shows is run as a reader would run it. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startKernel } from "gradlab/kernel/client";

const root = join(import.meta.dirname, "..");
const pages = ["README.md", "docs/students.md", "docs/instructors.md", "docs/authors.md", "docs/ci.md"];
const text = (page: string) => readFileSync(join(root, page), "utf8");

test("the notebook in ten lines runs, type check included, and prints the figure that it names", async () => {
  const [, code] = /```ts\n([\s\S]+?)```/.exec(text("README.md")) ?? [];
  const kernel = await startKernel({ cwd: root });
  try {
    const { status, outputs } = await kernel.execute(code);
    expect([status, outputs.length]).toEqual(["ok", 1]);
    const [output] = outputs;
    const printed = output.output_type === "execute_result" ? String(output.data["text/plain"]) : "";
    expect(Number(printed)).toBeGreaterThan(0);
    expect(Number(printed)).toBeLessThan(1e-11);
  } finally {
    await kernel.shutdown();
  }
});

test("every verb and option that the pages name is there", () => {
  const commands = pages.flatMap((page) => [...text(page).matchAll(/gradlab ([a-z]+)([^`\n]*)/g)]);
  expect(commands.length).toBeGreaterThan(10);
  for (const [, verb, rest] of commands) {
    const help = execFileSync(process.execPath, [join(root, "cli", "gradlab.mjs"), verb, "--help"], {
      encoding: "utf8",
    });
    for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect([verb, help.includes(option)]).toEqual([verb, true]);
  }
});

test("every page that a page leads to is there", () => {
  const links = pages.flatMap((page) =>
    [...text(page).matchAll(/\]\(([^)#:]+\.md)\)/g)].map(([, path]) => join(root, page, "..", path)),
  );
  expect(links.filter((path) => !existsSync(path))).toEqual([]);
});

test("every dependency has its line of reason", () => {
  const { dependencies, devDependencies } = JSON.parse(text("package.json"));
  const reasons = text("docs/dependencies.md");
  const names = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith("@types/"));
  expect(names.filter((name) => !new RegExp(`^\\|[^|]*${name}\\b`, "m").test(reasons))).toEqual([]);
});

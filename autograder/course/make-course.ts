/** A new course folder with a working example: one assignment with its sample class, a roster, the course file, CI recipes. */
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where each template file goes that does not keep its name: a published package drops dot files. */
const PLACES: Record<string, string> = {
  gitignore: ".gitignore",
  "ci/github.yml": ".github/workflows/verify.yml",
  "ci/gitlab.yml": ".gitlab-ci.yml",
};

export type Made = { ok: true; files: string[] } | { ok: false; reason: string };

/** Makes the course in `folder`, which must be empty or new: nothing of an instructor's is ever overwritten. */
export function makeCourse(folder: string): Made {
  if (existsSync(folder) && readdirSync(folder).some((name) => name !== ".git"))
    return { ok: false, reason: `expected an empty or new folder, got ${folder} with files in it` };
  const project = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));
  const template = join(project, "autograder", "course", "template");
  cpSync(join(template, "assignments"), join(folder, "assignments"), { recursive: true });
  const files = ["gradlab.yaml", "roster.csv", "README.md", "package.json", ...Object.keys(PLACES)];
  for (const file of files) {
    const target = join(folder, PLACES[file] ?? file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(template, file), target);
  }
  return { ok: true, files: ["assignments/first-steps/", ...files.map((file) => PLACES[file] ?? file)] };
}

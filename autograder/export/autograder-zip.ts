/**
 * An autograder for Gradescope's programming assignments: a zip with `setup.sh`, `run_autograder`, this package and one assignment.
 * Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
 */
import { createWriteStream, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

/** Runs once, when Gradescope builds its image. */
const SETUP = `#!/usr/bin/env bash
set -euo pipefail
apt-get update
apt-get install -y curl ca-certificates build-essential python3-pip python3-venv
curl -fsSL https://deb.nodesource.com/setup_22.x | bash -
apt-get install -y nodejs
cd /autograder/source/gradlab
npm install --omit=dev --ignore-scripts
node setup/sqlite.mjs
node setup/engine.mjs
node setup/sandbox.mjs
# Student code must not read what it is judged by.
chmod -R go-rwx /autograder/source
`;

/** Runs for each submission; AUTOGRADER_ROOT is for trying it elsewhere. */
const RUN = `#!/usr/bin/env bash
root="\${AUTOGRADER_ROOT:-/autograder}"
exec node "$root/source/gradlab/cli/gradlab.mjs" gradescope "$root"
`;

/** Never part of a package: other assignments, what tests and builds leave. */
const LEFT_OUT = /^(assignments|dist\/runner)\/|(^|\/)(\.gradlab|\.ipynb_checkpoints)\/|\.test\.(js|d\.ts)(\.map)?$/;

/** Writes the zip to `out`; the zip holds hidden checks and solutions, as Gradescope keeps it from students. */
export async function gradescopeAutograder(assignment: string, out: string): Promise<{ files: number; bytes: number }> {
  const project = dirname(createRequire(import.meta.url).resolve("gradlab/package.json"));
  const zip = new ZipFile();
  let files = 0;
  const add = (path: string, name: string) => {
    zip.addFile(path, name);
    files++;
  };
  zip.addBuffer(Buffer.from(SETUP), "setup.sh", { mode: 0o100755 });
  zip.addBuffer(Buffer.from(RUN), "run_autograder", { mode: 0o100755 });
  for (const path of packageFiles(project)) add(join(project, path), `gradlab/${path}`);
  const name = basename(resolve(assignment));
  for (const path of filesBelow(assignment)) add(join(assignment, path), `assignments/${name}/${path}`);
  zip.end();
  mkdirSync(dirname(resolve(out)), { recursive: true });
  await pipeline(zip.outputStream, createWriteStream(out));
  return { files: files + 2, bytes: statSync(out).size };
}

/** What the package would be published with, less the assignments. */
function packageFiles(project: string): string[] {
  const { files } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as { files: string[] };
  const listed = files
    .filter((path) => !path.startsWith("!"))
    .flatMap((path) =>
      statSync(join(project, path)).isDirectory()
        ? filesBelow(join(project, path)).map((one) => join(path, one))
        : [path],
    );
  return ["package.json", ...listed].filter((path) => !LEFT_OUT.test(path));
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return files.map((file) => file.slice(folder.length).replace(/^\/+/, "")).sort();
}

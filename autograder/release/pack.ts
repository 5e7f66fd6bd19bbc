/** What students download: the released notebook with a page that says how to begin, as a folder and as a zip archive of it. */
import { createWriteStream, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Assignment } from "../source/index.ts";
import { writeRelease } from "./write-release.ts";

export interface Packed {
  notebook: string;
  zip: string;
}

export interface PackOptions {
  /** When it is due, in words; nothing is said where there is no deadline. */
  due?: string;
}

/** Writes `<out>/<name>/` and `<out>/<name>.zip`. Times in the archive are fixed: the same source gives the same bytes. */
export async function packRelease(assignment: Assignment, out: string, { due }: PackOptions = {}): Promise<Packed> {
  const { name } = assignment;
  const folder = join(out, name);
  const file = writeRelease(assignment, folder);
  writeFileSync(join(folder, "README.md"), readme(assignment, due));
  return { notebook: file, zip: await zipFolder(folder, name, join(out, `${name}.zip`)) };
}

async function zipFolder(folder: string, name: string, path: string): Promise<string> {
  const zip = new ZipFile();
  const mtime = new Date("2020-01-01T00:00:00Z");
  for (const one of readdirSync(folder).sort())
    if (/\.(ipynb|md|ts|json)$/.test(one)) zip.addFile(join(folder, one), `${name}/${one}`, { mtime, mode: 0o100644 });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(`${path}.part`));
  renameSync(`${path}.part`, path);
  return path;
}

function readme({ name, title, questions, points, cells }: Assignment, due: string | undefined): string {
  const rows = questions.map(
    (one) => `| ${one.title.replaceAll("|", "\\|")} | \`${one.id}\` | ${Number(one.points.toFixed(2))} |`,
  );
  const needs = siblings(cells.map(({ source }) => source));
  return `# ${title}
${due ? `\nDue ${due}.\n` : ""}
1. Open \`${name}.ipynb\` in JupyterLab or VS Code with the kernel "TypeScript (Gradlab)" (\`npx gradlab kernel install\`).
2. Work from top to bottom. Write only between the cells' comments; check cells and their points are locked.
3. \`await check("${questions[0].id}")\` in a cell checks one question.
4. Before you hand in: \`npx gradlab validate ${name}.ipynb --receipt receipt.json\`.
5. Hand in \`${name}.ipynb\` itself.
${needs.length > 0 ? `\nThis notebook imports your own ${needs.map((one) => `\`${one}.ipynb\``).join(", ")}: keep ${needs.length === 1 ? "it" : "them"} in the same folder.\n` : ""}
| question | name | points |
|---|---|---|
${rows.join("\n")}
| | | **${points}** |
`;
}

/** Names of notebooks of other assignments that the cells import. */
function siblings(sources: readonly string[]): string[] {
  const found = sources.flatMap((text) =>
    [...text.matchAll(/["']\.\.\/([\w-]+)\/\1\.ipynb["']/g)].map(([, name]) => name),
  );
  return [...new Set(found)];
}

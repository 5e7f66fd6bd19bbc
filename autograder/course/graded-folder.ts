/** The folder that a course's assignment is graded from: the author's own, or a copy with the course's changes. */
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeNotebook } from "gradlab/kernel/notebook";
import { type Assignment, loadAssignment } from "../source/index.ts";
import type { Course, CourseAssignment } from "./course.ts";
import { isPlain, overlay } from "./overlay.ts";

export type GradedFolder = { ok: true; folder: string } | { ok: false; problems: string[] };

const SIBLING = /["']\.\.\/([\w-]+)\/\1\.ipynb["']/g;

/** Makes the copy anew each time: it is cheap, and nothing old can stay in it. */
export function gradedFolder(course: Course, item: CourseAssignment): GradedFolder {
  const loaded = loadAssignment(item.folder);
  if (!loaded.ok) return loaded;
  if (isPlain(item)) return { ok: true, folder: item.folder };
  const changed = overlay(loaded.assignment, item);
  if (!changed.ok) return changed;
  const folder = join(course.folder, ".gradlab", item.name, basename(item.folder));
  rmSync(dirname(folder), { recursive: true, force: true });
  for (const one of [item.folder, ...siblings(loaded.assignment)]) {
    const copy = join(dirname(folder), basename(one));
    mkdirSync(copy, { recursive: true });
    cpSync(one, copy, { recursive: true });
  }
  writeNotebook(join(folder, `${basename(folder)}.ipynb`), changed.notebook);
  return { ok: true, folder };
}

/** Folders of other assignments that the notebook imports from. */
function siblings({ folder, cells }: Assignment): string[] {
  const names = new Set(cells.flatMap(({ source }) => [...source.matchAll(SIBLING)].map(([, name]) => name)));
  return [...names].map((name) => join(dirname(folder), name)).filter((one) => existsSync(one));
}

/** Puts a download, a folder or an archive into the course's inbox, each notebook under its student of the roster. */
import { statSync } from "node:fs";
import { parse } from "node:path";
import { type Collected, collect, collectDownload } from "../intake/index.ts";
import type { CourseAssignment, Student } from "./course.ts";
import { findStudent } from "./find-student.ts";
import { Inbox } from "./inbox.ts";

export interface CollectInto {
  courseFolder: string;
  item: CourseAssignment;
  roster: readonly Student[];
  /** A private folder for what comes out of archives. */
  scratch: string;
  /** ISO time for all of it, where the download does not say when. */
  received?: string;
}

export interface Collecting {
  /** What system's download it was; undefined for plain files and folders. */
  layout: string | undefined;
  added: { student: string; received: string }[];
  /** Students whose very notebook was there before. */
  known: string[];
  /** Entry or person, and why nothing was taken. */
  refused: { entry: string; reason: string }[];
  /** True where times are only those of files: a deadline should not rest on them. */
  timesOfFiles: boolean;
}

export type CollectingResult = { ok: true; collecting: Collecting } | { ok: false; reason: string };

/** Collects a notebook, a folder, a zip archive or another system's download. */
export async function collectInto(path: string, options: CollectInto): Promise<CollectingResult> {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() && path.endsWith(".ipynb")) {
    const who = { id: parse(path).name };
    return { ok: true, collecting: keepAll(undefined, [fromFile(who, path)], [], options) };
  }
  const download = await collectDownload(path, options.scratch);
  if (!download.ok) return download;
  const { layout, found, refused } = download.value;
  if (layout !== undefined) return { ok: true, collecting: keepAll(layout, found, refused, options) };
  const plain = await collect(path, { assignment: options.item.name, scratch: options.scratch });
  if (!plain.ok) return plain;
  const all = plain.value.submissions.flatMap(({ student, file }) => (file ? [fromFile({ id: student }, file)] : []));
  const empty = plain.value.submissions.filter(({ file }) => file === undefined);
  const without = empty.map(({ student }) => ({ entry: student, reason: "expected a notebook, got none" }));
  return { ok: true, collecting: keepAll(undefined, all, [...plain.value.refused, ...without], options) };
}

function fromFile(who: Collected["who"], file: string): Collected {
  return { who, file, received: statSync(file).mtime.toISOString(), clock: "file" };
}

function keepAll(
  layout: string | undefined,
  found: readonly Collected[],
  refused: readonly { entry: string; reason: string }[],
  { courseFolder, item, roster, received }: CollectInto,
): Collecting {
  const inbox = new Inbox(courseFolder, item.name);
  const result: Collecting = { layout, added: [], known: [], refused: [...refused], timesOfFiles: false };
  for (const one of found) {
    const finding = findStudent(roster, one.who);
    if (!finding.ok) {
      result.refused.push({ entry: Object.values(one.who).filter(Boolean).join(", "), reason: finding.reason });
      continue;
    }
    const { id } = finding.student;
    const time = one.clock === "file" ? (received ?? one.received) : one.received;
    result.timesOfFiles ||= one.clock === "file" && received === undefined;
    if (inbox.keep(id, one.file, time) === "known") result.known.push(id);
    else result.added.push({ student: id, received: time });
  }
  return result;
}

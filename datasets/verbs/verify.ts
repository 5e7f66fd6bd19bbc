/** Are a data set's files there, and are they the right ones? */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { faultOf } from "../download/digest.ts";
import { dataFolders } from "../folder.ts";
import type { ContentFile, DataSet } from "../registry/types.ts";

export interface FileReport {
  /** As the registry names it. */
  path: string;
  /** Where it was found. */
  found?: string;
  /** What is wrong; undefined where nothing is. */
  fault?: string;
  /** What could be compared: a checksum, the length, or only that it is there. */
  checked: "sha256" | "md5" | "length" | "presence";
}

/** Looks at every file that loaders of the set read. */
export async function verify(set: DataSet, folders: string[] = dataFolders()): Promise<FileReport[]> {
  return Promise.all(set.contents.map((file) => reportOn(file, set, folders)));
}

/** Whether all files of a set are there, without looking into them. */
export function isPresent(set: DataSet, folders: string[] = dataFolders()): boolean {
  return set.contents.every((file) => locate(file, set, folders) !== undefined);
}

async function reportOn(file: ContentFile, set: DataSet, folders: string[]): Promise<FileReport> {
  const found = locate(file, set, folders);
  const checked = file.digest?.kind ?? (file.bytes === undefined ? "presence" : "length");
  if (found === undefined) return { path: file.path, fault: `missing in ${folders.join(" and ")}`, checked };
  const fault = await faultOf(found, file);
  return { path: file.path, found, ...(fault ? { fault } : {}), checked };
}

/** At its place, or anywhere below the set's folder: archives of one set differ in the folders that they hold. */
function locate(file: ContentFile, set: DataSet, folders: string[]): string | undefined {
  const name = file.path.split("/").at(-1)!;
  for (const folder of folders.map((root) => join(root, set.name))) {
    if (existsSync(join(folder, file.path))) return join(folder, file.path);
    if (!existsSync(folder)) continue;
    const deeper = readdirSync(folder, { recursive: true, encoding: "utf8" }).find(
      (path) => path.split("/").at(-1) === name,
    );
    if (deeper !== undefined) return join(folder, deeper);
  }
  return undefined;
}

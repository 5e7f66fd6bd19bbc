/** Collects what another system gives to download: who, when and which file, by that system's own layout. */
import { statSync } from "node:fs";
import type { RefusedEntry } from "./collection.ts";
import { openDownload } from "./download.ts";
import { LAYOUTS, type Who } from "./layouts/index.ts";
import { accepted, type Outcome } from "./outcome.ts";

export interface Collected {
  who: Who;
  file: string;
  /** ISO time. */
  received: string;
  /** Where the time is from: the other system's own record, or only the time of the file. */
  clock: "system" | "file";
}

export interface DownloadCollection {
  /** The system whose layout it is; undefined where it is none that is known. */
  layout: string | undefined;
  found: Collected[];
  refused: RefusedEntry[];
}

/** @param scratch a private folder for what comes out of an archive */
export async function collectDownload(path: string, scratch: string): Promise<Outcome<DownloadCollection>> {
  const download = await openDownload(path, scratch);
  if (!download.ok) return download;
  const { names, refused, read, path: pathOf } = download.value;
  for (const layout of LAYOUTS) {
    const found = layout.find(names, read);
    if (found === undefined) continue;
    const collected = found.map(({ who, file, received }): Collected => {
      const time = received ?? statSync(pathOf(file)).mtime.toISOString();
      return { who, file: pathOf(file), received: time, clock: received ? "system" : "file" };
    });
    return accepted({ layout: layout.name, found: collected, refused });
  }
  return accepted({ layout: undefined, found: [], refused });
}

/** Fetches a data set from its public home. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type DownloadOptions, download } from "../download/download.ts";
import { unpack } from "../download/unpack.ts";
import { dataFolder } from "../folder.ts";
import type { DataSet, RemoteFile } from "../registry/types.ts";
import { type FileReport, verify } from "./verify.ts";

export interface GetOptions {
  /** The data folder; the set gets a folder of its own in it. */
  folder?: string;
  onProgress?: (file: RemoteFile, done: number, total: number | undefined) => void;
  /** Tries after a broken connection, per file. */
  retries?: number;
}

/** `already`: everything was there. `faults`: what is missing or wrong, in words. */
export interface GetResult {
  ok: boolean;
  already: boolean;
  faults: string[];
}

/** Downloads, unpacks and verifies; what is already there and right is not fetched again. */
export async function get(set: DataSet, options: GetOptions = {}): Promise<GetResult> {
  const folder = options.folder ?? dataFolder();
  if (faultsOf(await verify(set, [folder])).length === 0) return { ok: true, already: true, faults: [] };
  if (set.remote.length === 0)
    return { ok: false, already: false, faults: [`${set.name}: ${set.note ?? "has no public home"}`] };
  const faults: string[] = [];
  for (const file of set.remote) {
    const fault = await fetchFile(file, join(folder, set.name), options);
    if (fault) faults.push(fault);
  }
  if (faults.length === 0) faults.push(...faultsOf(await verify(set, [folder])));
  return { ok: faults.length === 0, already: false, faults };
}

async function fetchFile(file: RemoteFile, folder: string, options: GetOptions): Promise<string | undefined> {
  const path = join(folder, file.path);
  const onProgress: DownloadOptions["onProgress"] = (done, total) => options.onProgress?.(file, done, total);
  const result = await download(file, path, { onProgress, retries: options.retries });
  if (!result.ok) return result.reason;
  if (!file.unpack) return undefined;
  try {
    await unpackWithInner(path, file.unpack, folder);
    await rm(path);
    return undefined;
  } catch (error) {
    return `${path}: ${(error as Error).message}`;
  }
}

/** Some homes put an archive into an archive: that one is unpacked too. */
async function unpackWithInner(archive: string, kind: "tar.gz" | "zip", folder: string): Promise<void> {
  for (const name of await unpack(archive, kind, folder)) {
    if (name.endsWith(".zip")) await unpack(join(folder, name), "zip", folder);
  }
}

function faultsOf(reports: FileReport[]): string[] {
  return reports.flatMap(({ path, fault }) => (fault ? [`${path}: ${fault}`] : []));
}

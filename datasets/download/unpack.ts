/** Unpacks the archives that data sets come in. nanotar and yauzl see to it that no entry leaves the folder. */
import { createWriteStream } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { gunzipSync } from "node:zlib";
import { parseTar } from "nanotar";
import { openPromise, type ZipFile } from "yauzl";
import { DataFileError } from "../error.ts";

/** Writes the files of an archive below `folder` and answers their paths there. */
export async function unpack(archive: string, kind: "tar.gz" | "zip", folder: string): Promise<string[]> {
  return kind === "zip" ? unpackZip(archive, folder) : unpackTar(archive, folder);
}

async function unpackTar(archive: string, folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const [name, bytes] of tarFiles(await readFile(archive), archive)) {
    await writeFile(await placeFor(name, folder), bytes);
    names.push(name);
  }
  return names;
}

/** The regular files of a .tar.gz: name -> bytes. Throws a DataFileError where it is truncated or no such archive. */
export function tarFiles(bytes: Uint8Array, name = "archive"): Map<string, Uint8Array> {
  const entries = parseTar(gunzipped(bytes, name)).filter(({ type, data }) => data && type !== "directory");
  return new Map(entries.map((entry) => [entry.name, entry.data!]));
}

/** Unzips the bytes of a gzip file, naming it where it is damaged. */
export function gunzipped(bytes: Uint8Array, name: string): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    const got = `${bytes.length} bytes that do not unzip (${(error as Error).message})`;
    throw new DataFileError(name, "a whole gzip file", got, "it is truncated or corrupt: get it again");
  }
}

async function unpackZip(archive: string, folder: string): Promise<string[]> {
  const names: string[] = [];
  const zip = (await openPromise(archive, { lazyEntries: true, autoClose: false })) as ZipFile & { close(): void };
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      const place = await placeFor(entry.fileName, folder);
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(place));
      names.push(entry.fileName);
    }
  } finally {
    zip.close();
  }
  return names;
}

/** Where an entry belongs; its folders are made. */
async function placeFor(name: string, folder: string): Promise<string> {
  const place = join(folder, name);
  await mkdir(dirname(place), { recursive: true });
  return place;
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createTar } from "nanotar";
import { ZipFile } from "yazl";
import { type FileServer, startFileServer } from "../download/file-server.fixture.ts";
import { testOnReal } from "../real-data.fixture.ts";
import { DATASETS, dataSet } from "../registry/registry.ts";
import type { DataSet } from "../registry/types.ts";
import { get } from "./get.ts";
import { make, STAND_INS } from "./make.ts";
import { isPresent, verify } from "./verify.ts";

const BATCH = new TextEncoder().encode("the batch");
const sha256 = (bytes: Uint8Array) =>
  ({ kind: "sha256", hex: createHash("sha256").update(bytes).digest("hex") }) as const;

let server: FileServer;
let folder: string;

beforeEach(async () => {
  server = await startFileServer(new Map());
  folder = mkdtempSync(join(tmpdir(), "gradlab-verbs-"));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A set whose archive is served here. */
function served(archive: Uint8Array, unpack: "tar.gz" | "zip", contents: DataSet["contents"]): DataSet {
  server.files.set("archive", archive);
  const remote = [{ path: `archive.${unpack}`, url: server.url("archive"), digest: sha256(archive), unpack }];
  return { name: "served", title: "", home: "", licence: "", citation: "", remote, contents };
}

async function zipOf(files: Record<string, Uint8Array>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(Buffer.from(bytes), name);
  zip.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as unknown as Uint8Array);
  return Buffer.concat(chunks);
}

const CONTENTS = [{ path: "inner/batch.bin", digest: sha256(BATCH) }];

describe("get", () => {
  test("a .tar.gz is fetched, unpacked, verified and removed; a second call finds everything there", async () => {
    const set = served(gzipSync(createTar([{ name: "inner/batch.bin", data: BATCH }])), "tar.gz", CONTENTS);
    expect(await get(set, { folder })).toEqual({ ok: true, already: false, faults: [] });
    expect(readFileSync(join(folder, "served", "inner", "batch.bin"), "utf8")).toBe("the batch");
    expect(existsSync(join(folder, "served", "archive.tar.gz"))).toBe(false);
    expect(await get(set, { folder })).toMatchObject({ ok: true, already: true });
    expect(server.requests).toHaveLength(1);
  });

  test("a .zip, and a .zip in it", async () => {
    const inner = await zipOf({ "batch.bin": BATCH });
    const set = served(await zipOf({ "readme.txt": BATCH, "set.zip": inner }), "zip", [{ path: "inner/batch.bin" }]);
    expect(await get(set, { folder })).toMatchObject({ ok: true });
    expect(isPresent(set, [folder])).toBe(true);
  });

  test("an archive that holds another file is found out", async () => {
    const archive = gzipSync(createTar([{ name: "inner/batch.bin", data: "another batch" }]));
    const { ok, faults } = await get(served(archive, "tar.gz", CONTENTS), { folder });
    expect(ok).toBe(false);
    expect(faults).toEqual([expect.stringMatching(/^inner\/batch\.bin: corrupt or another file: expected sha256/)]);
  });

  test("an entry that would leave the folder does not", async () => {
    const archive = gzipSync(createTar([{ name: "../outside.txt", data: BATCH }]));
    const { ok } = await get(served(archive, "tar.gz", CONTENTS), { folder });
    expect(ok).toBe(false);
    expect(existsSync(join(folder, "outside.txt"))).toBe(false);
  });

  test("a set without a public home says how to come by it", async () => {
    expect((await get(dataSet("activity"), { folder })).faults[0]).toMatch(/without a public home: put the file there/);
  });
});

describe("verify", () => {
  test("every file is told: right, truncated, missing, and how it was checked", async () => {
    const set = {
      ...served(BATCH, "zip", []),
      contents: ["right", "short", "absent"].map((path) => ({ path, bytes: 9 })),
    };
    mkdirSync(join(folder, "served"));
    writeFileSync(join(folder, "served", "right"), BATCH);
    writeFileSync(join(folder, "served", "short"), "the");
    expect((await verify(set, [folder])).map(({ path, fault, checked }) => [path, fault, checked])).toEqual([
      ["right", undefined, "length"],
      ["short", "truncated: expected 9 bytes, got 3", "length"],
      ["absent", `missing in ${folder}`, "length"],
    ]);
    expect(isPresent(set, [folder])).toBe(false);
  });

  testOnReal("the real Fashion-MNIST and Iris have the checksums of the registry", "fashion-mnist", async () => {
    for (const name of ["fashion-mnist", "iris"]) {
      const faults = await verify(dataSet(name), [process.env.GRADLAB_REAL_DATA!]);
      expect(faults.filter(({ fault }) => fault)).toEqual([]);
    }
  });
});

describe("make", () => {
  test.each(STAND_INS)("%s: the stand-in's files have the registry's names", async (name) => {
    const paths = await make(name, folder, { numTrain: 20, numTest: 10 });
    const made = new Set(paths.map((path) => path.split("/").at(-1)));
    for (const { path } of dataSet(name).contents) expect(made).toContain(path.split("/").at(-1));
  });

  test("a set without a stand-in is answered with those that have one", async () => {
    await expect(make("imagenet", folder)).rejects.toThrow(/a set with a stand-in \(cifar10, .*\), got "imagenet"/);
  });
});

test("every set has a licence, and a public home or a note", () => {
  for (const set of DATASETS) {
    expect(set.licence).not.toBe("");
    expect(set.remote.length > 0 || set.note).toBeTruthy();
  }
  expect(() => dataSet("mnist")).toThrow(/expected one of cifar10, .*, got "mnist"/);
});

import {
  createWriteStream,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { collect } from "./collect.ts";
import { readSubmissionFile } from "./read-file.ts";
import { twins } from "./twins.ts";

let folder = "";
let scratch = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-collect-"));
  scratch = mkdtempSync(join(tmpdir(), "gradlab-scratch-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(scratch, { recursive: true });
});

function put(name: string, text = "{}") {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

interface ZipEntry {
  name: string;
  text?: string;
  /** Unix mode, with the file type. */
  mode?: number;
  compress?: boolean;
}

/** A zip archive with names and modes as given: hostile names are patched over harmless ones of the same length, which the writer would refuse. */
async function zipOf(entries: ZipEntry[], patch: (bytes: Buffer) => void = () => {}): Promise<string> {
  const zip = new ZipFile();
  const harmless = entries.map(({ name }, index) => `${index}`.padEnd(Buffer.byteLength(name), "n"));
  for (const [index, { text, mode, compress = false }] of entries.entries())
    zip.addBuffer(Buffer.from(text ?? "{}"), harmless[index], { mode: mode ?? 0o100644, compress });
  zip.end();
  const file = join(folder, "class.zip");
  await pipeline(zip.outputStream, createWriteStream(file));
  const bytes = readFileSync(file);
  for (const [index, { name }] of entries.entries())
    for (let at = bytes.indexOf(harmless[index]); at !== -1; at = bytes.indexOf(harmless[index], at + 1))
      bytes.write(name, at);
  patch(bytes);
  writeFileSync(file, bytes);
  return file;
}

async function collected(path: string, assignment?: string) {
  const result = await collect(path, { scratch, assignment });
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

test("a folder per student and a notebook per student are both taken; the name in the notebook counts for nothing", async () => {
  put("ada/hw1.ipynb", '{"metadata": {"student": "grace"}}');
  put("grace.ipynb");
  put("linus/notes.txt");
  put("ada/.ipynb_checkpoints/hw1-checkpoint.ipynb");
  const { submissions, refused } = await collected(folder);
  expect(refused).toEqual([]);
  expect(submissions.map(({ student, file }) => [student, file?.slice(folder.length + 1)])).toEqual([
    ["ada", "ada/hw1.ipynb"],
    ["grace", "grace.ipynb"],
    ["linus", undefined],
  ]);
});

test("of several notebooks the one with the assignment's name is graded, and the others are named", async () => {
  put("ada/backup.ipynb");
  put("ada/hw1.ipynb");
  const [ada] = (await collected(folder, "hw1")).submissions;
  expect(ada.file).toBe(join(folder, "ada/hw1.ipynb"));
  expect(ada.warnings).toEqual(["2 notebooks were handed in; ada/hw1.ipynb is graded, not ada/backup.ipynb"]);
});

test("when a notebook came in is the receiving side's time", async () => {
  put("ada.ipynb", '{"metadata": {"submitted": "1999-01-01"}}');
  utimesSync(join(folder, "ada.ipynb"), 1e9, 1e9);
  expect((await collected(folder)).submissions[0].received).toBe("2001-09-09T01:46:40.000Z");
});

test("links are refused, to files and to folders, soft and hard", async () => {
  put("ada.ipynb");
  symlinkSync("/etc/passwd", join(folder, "grace.ipynb"));
  symlinkSync("/etc", join(folder, "linus"));
  linkSync(join(folder, "ada.ipynb"), join(folder, "ken.ipynb"));
  const { submissions, refused } = await collected(folder);
  expect(refused.map(({ entry, reason }) => [entry, reason])).toEqual([
    ["grace.ipynb", "a symbolic link"],
    ["linus", "a symbolic link"],
  ]);
  expect(submissions.map(({ student }) => student)).toEqual(["ada", "ken"]);
  expect(readSubmissionFile(join(folder, "ken.ipynb"))).toMatchObject({
    ok: false,
    reason: expect.stringContaining("hard link"),
  });
  expect(readSubmissionFile(join(folder, "grace.ipynb"))).toMatchObject({
    ok: false,
    reason: expect.stringContaining("symbolic link"),
  });
});

test("a device is not read", () => {
  expect(readSubmissionFile("/dev/zero")).toEqual({
    ok: false,
    reason: "expected a notebook file, got a folder, a pipe or a device",
  });
});

test("a zip gives the same as the folder in it", async () => {
  const { submissions } = await collected(
    await zipOf([
      { name: "class/ada/hw1.ipynb", text: "{1}" },
      { name: "class/grace/hw1.ipynb", text: "{2}" },
    ]),
  );
  expect(submissions.map(({ student, file }) => [student, readFileSync(file!, "utf8")])).toEqual([
    ["ada", "{1}"],
    ["grace", "{2}"],
  ]);
});

test.each<[string, ZipEntry, string]>([
  ["zip slip", { name: "../../evil.ipynb" }, "a path that leaves its folder"],
  ["an absolute path", { name: "/etc/evil.ipynb" }, "an absolute path"],
  ["a drive letter", { name: "C:/evil.ipynb" }, "an absolute path"],
  ["a backslash", { name: "..\\evil.ipynb" }, "a name with a backslash"],
  ["a control character", { name: "e\nvil.ipynb" }, "a name with control characters"],
  ["an overlong name", { name: `${"e".repeat(300)}.ipynb` }, "a name of more than 255 bytes"],
  ["an overlong path", { name: `${"abcdefghi/".repeat(120)}x.ipynb` }, "a path of more than 1024 bytes"],
  ["a symbolic link", { name: "evil.ipynb", mode: 0o120777, text: "/etc/passwd" }, "a symbolic link"],
  ["a device", { name: "evil.ipynb", mode: 0o020666 }, "neither a file nor a folder"],
  ["an archive", { name: "ada/inner.zip" }, "an archive within the archive"],
  [
    "a name in other case",
    { name: "ADA.ipynb" },
    "a name that is there twice, or differs from another only in case or accents",
  ],
])("%s in a zip is refused, and the rest is taken", async (_, entry, reason) => {
  const { submissions, refused } = await collected(await zipOf([{ name: "ada.ipynb" }, entry]));
  expect(refused).toEqual([{ entry: expect.any(String), reason }]);
  expect(submissions.map(({ student }) => student)).toEqual(["ada"]);
});

test("an encrypted entry is refused", async () => {
  const file = await zipOf([{ name: "ada.ipynb", compress: true }], (bytes) => {
    bytes[6] |= 1;
    bytes[bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8] |= 1;
  });
  expect((await collected(file)).refused).toEqual([{ entry: "ada.ipynb", reason: "an encrypted entry" }]);
});

test("a zip bomb is refused by what its headers say, before anything is unpacked", async () => {
  const file = await zipOf([{ name: "ada.ipynb", compress: true }], (bytes) => {
    bytes.writeUInt32LE(0xfffffff0, bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  });
  expect(await collect(file, { scratch })).toEqual({
    ok: false,
    reason: "expected at most 536.9 MB unpacked, got more",
  });
});

test("a bomb that lies about its size costs only its own student", async () => {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.alloc(5_000_000), "ada.ipynb", { compress: true });
  zip.addBuffer(Buffer.from("{}"), "grace.ipynb");
  zip.end();
  const file = join(folder, "class.zip");
  await pipeline(zip.outputStream, createWriteStream(file));
  const bytes = readFileSync(file);
  bytes.writeUInt32LE(10, bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  writeFileSync(file, bytes);
  const { submissions } = await collected(file);
  expect(submissions.map(({ student, file: path }) => [student, path === undefined])).toEqual([
    ["ada", true],
    ["grace", false],
  ]);
});

test("a file that is no zip is refused in words", async () => {
  put("class.zip", "not a zip");
  expect(await collect(join(folder, "class.zip"), { scratch })).toMatchObject({
    ok: false,
    reason: expect.stringContaining("expected a zip archive"),
  });
});

test("equal work under two names is found; the untouched release is no sign of anything", () => {
  const digests = new Map([
    ["ada", "1"],
    ["grace", "1"],
    ["linus", "0"],
    ["ken", "0"],
    ["tim", "2"],
  ]);
  expect([...twins(digests, new Set(["0"]))]).toEqual([
    ["ada", ["grace"]],
    ["grace", ["ada"]],
  ]);
});

/** What an instructor relies on: a download goes in as it came, each notebook to its student with the time at which it was received. */
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { collectDownload } from "../collect-download.ts";

let folder: string;
let scratch: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-download-"));
  scratch = mkdtempSync(join(tmpdir(), "gradlab-scratch-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(scratch, { recursive: true });
});

function put(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

async function collected(path = folder) {
  const result = await collectDownload(path, scratch);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

const METADATA = `submission_7:
  :submitters:
  - :name: Ada Lovelace
    :sid: '1815'
    :email: ada@x.org
  - :name: Grace Hopper
    :sid: '1906'
    :email: grace@x.org
  :created_at: 2027-03-01 22:10:11.123456000 Z
  :score: 0.0
submission_8:
  :submitters: []
`;

test("Gradescope: a group's notebook is each member's, with Gradescope's time", async () => {
  put({
    "assignment_1_export/submission_metadata.yml": METADATA,
    "assignment_1_export/submission_7/nets.ipynb": "{}",
    "assignment_1_export/submission_8/nets.ipynb": "{}",
  });
  const { layout, found } = await collected();
  expect(layout).toBe("Gradescope");
  expect(found.map(({ who, received, clock }) => [who.id, who.email, received, clock])).toEqual([
    ["1815", "ada@x.org", "2027-03-01T22:10:11.123Z", "system"],
    ["1906", "grace@x.org", "2027-03-01T22:10:11.123Z", "system"],
  ]);
});

test("Gradescope: metadata that multiplies itself is refused by the parser, not expanded", async () => {
  put({ "submission_metadata.yml": "a: &a [x, x]\nb: &b [*a, *a]\nsubmission_1: *b\n", "submission_1/n.ipynb": "{}" });
  await expect(collected()).rejects.toThrow(/alias/i);
});

test("Canvas: the mark of lateness is no part of the name, and the time is the file's", async () => {
  put({ "lovelaceada_12_345_nets-1.ipynb": "{}", "hoppergrace_LATE_13_346_nets.ipynb": "{}" });
  utimesSync(join(folder, "lovelaceada_12_345_nets-1.ipynb"), 0, 1_800_000_000);
  const { layout, found } = await collected();
  expect(layout).toBe("Canvas");
  expect(found.map(({ who, clock }) => [who.name, clock])).toEqual([
    ["hoppergrace", "file"],
    ["lovelaceada", "file"],
  ]);
  expect(found[1].received).toBe("2027-01-15T08:00:00.000Z");
});

test.each([
  ["with folders", "Ada Lovelace_77_assignsubmission_file_/nets.ipynb"],
  ["without", "Ada Lovelace_77_assignsubmission_file_nets.ipynb"],
])("Moodle, %s", async (_title, name) => {
  put({ [name]: "{}" });
  const { layout, found } = await collected();
  expect([layout, found.map(({ who }) => who.name)]).toEqual(["Moodle", ["Ada Lovelace"]]);
});

test("nbgrader: the exchange's folders, and submitted ones with a time stamp", async () => {
  put({
    "inbound/ada+nets+2027-03-01 22:10:11.123456 UTC/nets.ipynb": "{}",
    "submitted/grace/nets/nets.ipynb": "{}",
    "submitted/grace/nets/timestamp.txt": "2027-03-02 01:00:00 +0100",
  });
  const { layout, found } = await collected();
  expect(layout).toBe("nbgrader");
  expect(found.map(({ who, received }) => [who.id, received])).toEqual([
    ["ada", "2027-03-01T22:10:11.123Z"],
    ["grace", "2027-03-02T00:00:00.000Z"],
  ]);
});

test("plain files are no other system's download", async () => {
  put({ "ada.ipynb": "{}", "grace/nets.ipynb": "{}" });
  expect((await collected()).layout).toBeUndefined();
});

test("an archive gives the same as its folder, and what would leave it is refused", async () => {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(METADATA), "x/submission_metadata.yml");
  zip.addBuffer(Buffer.from("{}"), "x/submission_7/nets.ipynb");
  zip.addBuffer(Buffer.from("secret"), "x/link.ipynb", { mode: 0o120777 });
  zip.end();
  const path = join(folder, "download.zip");
  await pipeline(zip.outputStream, createWriteStream(path));
  const { layout, found, refused } = await collected(path);
  expect([layout, found.length]).toEqual(["Gradescope", 2]);
  expect(refused).toEqual([{ entry: "x/link.ipynb", reason: "a symbolic link" }]);
  expect(found.every(({ file }) => file.startsWith(scratch))).toBe(true);
});

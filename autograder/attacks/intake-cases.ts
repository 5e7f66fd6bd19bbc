/** Attacks by files: bombs, broken notebooks, hostile archives, names and times. They meet the real intake and collecting. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collect, rebuild, twins } from "../intake/index.ts";
import { fileNames } from "../report/file-names.ts";
import { feedbackPage } from "../report/index.ts";
import { ownOutputs } from "../report/own-outputs.ts";
import type { Arena, AttackCase } from "./case.ts";
import { differences } from "./expectation.ts";
import { type HostileEntry, hostileZip } from "./hostile-zip.ts";
import { disordered } from "./structure-cases.ts";
import { honestNotebook, submissionBytes } from "./submissions.ts";

function fileCase(id: string, attack: string, outcome: AttackCase["outcome"], run: AttackCase["run"]): AttackCase {
  return { id, attack, outcome, open: [], run };
}

/** A folder of its own for a case that collects. */
async function withFolder(arena: Arena, work: (folder: string) => Promise<string[]>): Promise<string[]> {
  const folder = mkdtempSync(join(arena.world.folder, "collect-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each file must be refused with a reason that holds the words. */
async function refusals(
  arena: Arena,
  files: [name: string, bytes: Uint8Array | string, words: string][],
): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, bytes, words] of files) {
    const { rejected, points } = await arena.grade(Buffer.from(bytes), name);
    if (!rejected?.includes(words) || points !== 0)
      problems.push(`${name}: expected a refusal with "${words}", got ${rejected ?? `${points} points`}`);
  }
  return problems;
}

const FRAME = '"nbformat":4,"nbformat_minor":5,"metadata":{}';

async function jsonBombs(arena: Arena): Promise<string[]> {
  const honest = submissionBytes(arena.target).toString();
  return refusals(arena, [
    ["nesting", `{${FRAME},"cells":${"[".repeat(2e6)}${"]".repeat(2e6)}}`, "nested levels"],
    ["a million cells", `{${FRAME},"cells":[${'{"cell_type":"raw"},'.repeat(1e6)}{}]}`, "expected at most"],
    ["outputs of 100 MB", `{${FRAME},"cells":[{"outputs":["${"x".repeat(100e6)}"]}]}`, "clear the outputs"],
    ["a name twice", honest.replace('"nbformat":4', '"nbformat":4,"nbformat":4'), "twice"],
    ["invalid UTF-8", Buffer.concat([Buffer.from(honest.slice(0, 50)), Buffer.from([0xff, 0xfe, 0xfd])]), "UTF-8"],
    ["NUL bytes", honest.replace("Target", "Tar\0get"), "NUL byte"],
    ["cut off", honest.slice(0, -500), "breaks off"],
  ]);
}

async function outputBombs(arena: Arena): Promise<string[]> {
  const png = Buffer.alloc(33);
  png.write("\x89PNG\r\n\x1a\n", "latin1");
  png.writeUInt32BE(100_000, 16);
  png.writeUInt32BE(100_000, 20);
  const laughs = `<svg xmlns="http://www.w3.org/2000/svg"><!DOCTYPE x [<!ENTITY a "lol">]>${"&a;".repeat(1000)}<script>alert(1)</script></svg>`;
  const data = { "image/png": png.toString("base64"), "image/svg+xml": laughs, "image/gif": "R0lGODlh" };
  const result = await arena.grade(
    submissionBytes(arena.target, (notebook) => {
      for (const cell of notebook.cells)
        if (cell.cell_type === "code") cell.outputs = [{ output_type: "display_data", data, metadata: {} }];
    }),
  );
  const kept = /lol|iVBOR|R0lGODlh/.test(JSON.stringify(result))
    ? ["a picture of the submission is in the result"]
    : [];
  const copies = `<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#b"/><use href="#b"/></g><g id="b"><use href="#c"/><use href="#c"/></g></svg>`;
  const shown = [data, { "image/svg+xml": copies }, { "image/svg+xml": laughs }].flatMap((one) => {
    const bytes = submissionBytes(arena.target, (notebook) => {
      const code = notebook.cells.find((cell) => cell.cell_type === "code")!;
      code.outputs = [{ output_type: "display_data", data: one, metadata: {} }];
    });
    return /<img/.test(feedbackPage(result, {}, { outputs: ownOutputs(bytes) }))
      ? ["a picture bomb is on the feedback page"]
      : [];
  });
  return [...differences(result, {}), ...kept, ...shown];
}

/** What an archive must give: ada's notebook, and every other entry refused. */
async function archive(arena: Arena, name: string, entries: HostileEntry[]): Promise<string[]> {
  return withFolder(arena, async (folder) => {
    const file = join(folder, "class.zip");
    const scratch = join(folder, "scratch");
    mkdirSync(scratch);
    writeFileSync(file, hostileZip([{ name: "ada/target.ipynb", data: submissionBytes(arena.target) }, ...entries]));
    const result = await collect(file, { scratch, assignment: "target" });
    if (!result.ok) return [`${name}: the whole archive was refused: ${result.reason}`];
    const { submissions, refused } = result.value;
    const got = submissions.filter(({ file: path }) => path !== undefined).map(({ student }) => student);
    const outside = readdirSync(folder).filter((one) => one !== "class.zip" && one !== "scratch");
    return [
      ...(refused.length >= entries.length
        ? []
        : [`${name}: ${refused.length} of ${entries.length} entries were refused`]),
      ...(got.join() === "ada" ? [] : [`${name}: notebooks of ${got.join(", ")} were taken, expected ada`]),
      ...outside.map((one) => `${name}: ${one} was written outside`),
    ];
  });
}

async function zipBombs(arena: Arena): Promise<string[]> {
  const inner = hostileZip([{ name: "x.ipynb" }]);
  const nested = await archive(arena, "archives within", [
    { name: "ada/more.zip", data: inner },
    { name: "grace/all.tar.gz", data: inner },
  ]);
  const claimed = await withFolder(arena, async (folder) => {
    const file = join(folder, "class.zip");
    writeFileSync(file, hostileZip([{ name: "ada.ipynb", claims: 0xfffffff0, method: 8 }]));
    const result = await collect(file, { scratch: folder });
    return result.ok ? ["a bomb of 4 GB was taken"] : [];
  });
  return [...nested, ...claimed];
}

async function archivePaths(arena: Arena): Promise<string[]> {
  const names = [
    "../../evil.ipynb",
    "/etc/evil.ipynb",
    "C:\\evil.ipynb",
    "c:/evil.ipynb",
    "ada/../../evil.ipynb",
    "ADA/target.ipynb",
    `${"n".repeat(300)}.ipynb`,
    "e\u0001vil.ipynb",
  ];
  const slips = await archive(
    arena,
    "paths",
    names.map((name) => ({ name })),
  );
  const types = await archive(arena, "types", [
    { name: "grace.ipynb", mode: 0o120777, data: "/etc/passwd" },
    { name: "linus.ipynb", mode: 0o020666 },
    { name: "ken.ipynb", mode: 0o010666 },
    { name: "tim.ipynb", flags: 0x801, method: 8 },
  ]);
  const links = await withFolder(arena, async (folder) => {
    symlinkSync(arena.target.folder, join(folder, "grace"));
    symlinkSync(arena.target.file, join(folder, "linus.ipynb"));
    const result = await collect(folder, { scratch: folder });
    return result.ok && result.value.submissions.length === 0 ? [] : ["a symbolic link in a folder was followed"];
  });
  return [...slips, ...types, ...links];
}

async function hostileIds(arena: Arena): Promise<string[]> {
  const ids = ["../../etc/cron.d/x", "/absolute", "a\0b", "con", "..", "", "x".repeat(5000), "ada\nroot"];
  const files = fileNames(ids);
  const bad = files.filter((name) => !/^[\w%@+~-][\w.%@+~-]{0,150}$/.test(name));
  const collided =
    new Set(files.map((name) => name.toLowerCase())).size !== files.length ? ["two students share a file"] : [];
  const notebook = honestNotebook(arena.target);
  for (const [index, cell] of notebook.cells.entries())
    if (index > 5) cell.metadata.nbgrader = { ...(cell.metadata.nbgrader as object), grade_id: `../../${index}` };
  const rebuilt = rebuild(arena.target.notebook, Buffer.from(JSON.stringify(notebook)));
  const kept =
    rebuilt.ok && JSON.stringify(rebuilt.notebook).includes("../..") ? ["a grade_id with a path was kept"] : [];
  return [...bad.map((name) => `the file name ${JSON.stringify(name)} came of an id`), ...collided, ...kept];
}

async function forgedTimes(arena: Arena): Promise<string[]> {
  return withFolder(arena, async (folder) => {
    const notebook = honestNotebook(arena.target);
    Object.assign(notebook.metadata, {
      student: "grace",
      submitted: "1999-01-01T00:00:00Z",
      nbgrader: { student_id: "grace", timestamp: "1999" },
    });
    const file = join(folder, "ada.ipynb");
    writeFileSync(file, JSON.stringify(notebook));
    utimesSync(file, 1e9, 1e9);
    const result = await collect(folder, { scratch: folder });
    const [first] = result.ok ? result.value.submissions : [];
    const graded = await arena.grade(Buffer.from(JSON.stringify(notebook)), "ada");
    return [
      ...(first?.student === "ada" && first.received.startsWith("2001-09-09")
        ? []
        : ["the submission said who and when it was"]),
      ...(graded.student === "ada" && !graded.gradedAt.startsWith("1999")
        ? []
        : ["the result took the submission's word"]),
    ];
  });
}

async function otherFormats(arena: Arena): Promise<string[]> {
  const refused = await refusals(arena, [
    ["nbformat 3", '{"nbformat":3,"nbformat_minor":0,"worksheets":[],"metadata":{}}', "nbformat"],
    ["nbformat 5", `{"nbformat":5,"nbformat_minor":0,"metadata":{},"cells":[]}`, "nbformat"],
    ["cells of the wrong type", '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":"x"}', "cells"],
  ]);
  const graded = await arena.grade(submissionBytes(arena.target, disordered));
  const bare = submissionBytes(arena.target, (notebook) => Reflect.deleteProperty(notebook, "metadata"));
  return [...refused, ...differences(graded, {}), ...differences(await arena.grade(bare), {})];
}

async function borrowedWork(arena: Arena): Promise<string[]> {
  const own = honestNotebook(arena.target);
  own.metadata = { ...own.metadata, student: "grace" };
  const [first, second] = [submissionBytes(arena.target), Buffer.from(JSON.stringify(own))].map((bytes) =>
    rebuild(arena.target.notebook, bytes),
  );
  const digests = new Map(
    [first, second].map((one, index) => [`student-${index}`, one.ok ? one.digest : String(index)]),
  );
  const other = submissionBytes(arena.target, (notebook) => {
    for (const cell of notebook.cells)
      if (cell.metadata.nbgrader) (cell.metadata.nbgrader as { grade_id: string }).grade_id += "-of-another";
    for (const [index, cell] of notebook.cells.entries()) cell.id = `other-${index}`;
  });
  const wrong = await arena.grade(other);
  return [
    ...(twins(digests).size === 2 ? [] : ["equal work under two names was not flagged"]),
    ...(wrong.warnings.some((text) => text.includes("another assignment"))
      ? []
      : ["another assignment's notebook was not flagged"]),
  ];
}

export const INTAKE_CASES: AttackCase[] = [
  fileCase("C9", "hands in JSON bombs, broken encodings, NUL bytes, half a file", "R", jsonBombs),
  fileCase("C11", "puts picture bombs into outputs", "E", outputBombs),
  fileCase("C13", "hands in zip bombs and archives within archives", "R", zipBombs),
  fileCase(
    "E5",
    "hands in archives with paths that leave, links, devices, collisions, encrypted entries",
    "R",
    archivePaths,
  ),
  fileCase("E6", "puts paths into ids and names", "R", hostileIds),
  fileCase("E7", "forges time and student inside the notebook", "S0", forgedTimes),
  fileCase("F8", "hands in other nbformats, wrong types, huge and colliding ids", "R", otherFormats),
  fileCase("F9", "hands in another student's work, or another assignment's", "F", borrowedWork),
];

/** The command as a user types it; runs from dist/. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradlab-data-command-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function gradlab(...args: string[]) {
  const env = { ...process.env, GRADLAB_CACHE: folder, GRADLAB_REAL_DATA: "" };
  const command = join(import.meta.dirname, "..", "gradlab.mjs");
  return spawnSync(process.execPath, [command, "data", ...args], { env, encoding: "utf8" });
}

test("make writes a stand-in whose seed decides its bytes, and list finds files that lie in the data folder", () => {
  const place = join(folder, "data", "iris");
  expect(gradlab("make", "iris", "--out", place, "--seed", "7").stdout).toBe(`${join(place, "iris.csv")}\n`);
  const first = readFileSync(join(place, "iris.csv"), "utf8");
  gradlab("make", "iris", "--out", place, "--seed", "8");
  expect(readFileSync(join(place, "iris.csv"), "utf8")).not.toBe(first);
  const { folders, sets } = JSON.parse(gradlab("list", "--json").stdout);
  expect(folders).toEqual([join(folder, "data")]);
  expect(sets.find(({ name }: { name: string }) => name === "iris")).toMatchObject({ here: true, standIn: true });
  expect(sets.find(({ name }: { name: string }) => name === "cifar10")).toMatchObject({ here: false });
});

test("verify names a file that is not the published one, and fails", () => {
  mkdirSync(join(folder, "data", "iris"), { recursive: true });
  writeFileSync(join(folder, "data", "iris", "iris.csv"), "150,4,setosa");
  const { status, stdout } = gradlab("verify", "iris");
  expect(stdout).toMatch(/^iris\/iris\.csv: corrupt or another file: expected sha256 f13ffa8f/);
  expect(status).toBe(1);
});

test("get shows home and licence first, and says how to come by a set without a home", () => {
  const { status, stdout, stderr } = gradlab("get", "patches");
  expect(stdout).toMatch(/licence: as your course states/);
  expect(stderr).toMatch(/without a public home: put the file there/);
  expect(status).toBe(3);
});

test("wrong names and wrong numbers are answered with what is right", () => {
  expect(gradlab("get", "mnist").stderr).toMatch(/expected one of cifar10, .*, got "mnist"/);
  const { status, stderr } = gradlab("make", "iris", "--train", "many");
  expect(stderr).toMatch(/'--train <n>' argument 'many' is invalid. expected a whole number/);
  expect(status).toBe(2);
});

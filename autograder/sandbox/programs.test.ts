import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runnerFolder } from "./bundle.ts";
import { Programs } from "./programs.ts";

test("the program starts from a snapshot, one for each size of heap, made once", () => {
  const programs = new Programs(runnerFolder());
  const command = programs.command(2048);
  expect(command).toContain("--max-old-space-size=1536");
  expect(command.at(-2)).toBe("--snapshot-blob");
  expect(existsSync(command.at(-1)!)).toBe(true);
  expect(new Programs(runnerFolder()).command(2048)).toEqual(command);
  expect(programs.command(512).at(-1)).not.toBe(command.at(-1));
});

test("a program that no snapshot can hold starts by its script", () => {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-programs-"));
  try {
    writeFileSync(join(folder, "main.cjs"), "throw new Error('not while a snapshot is made')");
    expect(new Programs(folder).command(2048).at(-1)).toBe(join(folder, "main.cjs"));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

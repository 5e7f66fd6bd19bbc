import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sweep } from "./sweep.ts";

const us = process.getuid!();

test("a user's files, folders and links go from a shared folder; what links lead to and other users' files stay", () => {
  const base = mkdtempSync(join(tmpdir(), "gradlab-sweep-"));
  const [shared, elsewhere] = [join(base, "shared"), join(base, "elsewhere")];
  try {
    mkdirSync(join(shared, "folder", "deep"), { recursive: true });
    mkdirSync(elsewhere);
    for (const path of [join(shared, "file"), join(shared, "folder", "deep", "file"), join(elsewhere, "kept")])
      writeFileSync(path, "");
    symlinkSync(elsewhere, join(shared, "link"));
    sweep(us + 1, [shared, join(base, "nowhere")]);
    expect(readdirSync(shared).sort()).toEqual(["file", "folder", "link"]);
    sweep(us, [shared]);
    expect(readdirSync(shared)).toEqual([]);
    expect(existsSync(join(elsewhere, "kept"))).toBe(true);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
});

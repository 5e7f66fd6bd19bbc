/** The published figures of every assignment come out of its reference, over the real kernel. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadAssignment } from "../source/index.ts";
import { golden } from "./index.ts";

const course = join(import.meta.dirname, "..", "..", "assignments");
const folders = readdirSync(course).filter((name) => existsSync(join(course, name, "golden.ipynb")));

/** One unit in the last place of a double, relative to the number. */
const UNIT = 2 ** -52;

test.each(folders)(
  "%s: every published figure, to one unit in the last place",
  async (name) => {
    const loaded = loadAssignment(join(course, name));
    if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
    const rows = await golden(loaded.assignment);
    expect(rows.length).toBeGreaterThan(0);
    const off = rows.filter(({ agrees, seed, ours }) => {
      if (agrees || Array.isArray(seed) || Array.isArray(ours)) return !agrees;
      return Math.abs(ours - seed) > UNIT * Math.abs(seed);
    });
    expect(off).toEqual([]);
  },
  180_000,
);

test("an assignment without published figures says where they would be", async () => {
  const loaded = loadAssignment(join(course, folders[0]));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const elsewhere = { ...loaded.assignment, folder: join(course, "nowhere") };
  await expect(golden(elsewhere)).rejects.toThrow(/golden\.ipynb/);
});

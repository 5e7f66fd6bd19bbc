import { join } from "node:path";
import { release } from "../release/index.ts";
import { sampleResult } from "../report/sample.ts";
import { makeSamples } from "../samples/index.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { loadAssignment } from "../source/index.ts";
import { EqualWork } from "./equal-work.ts";

test("equal work is flagged whatever the file looks like; untouched releases and broken files are not", () => {
  const loaded = loadAssignment(join(packageFolder, "autograder/bench/three-questions"));
  if (!loaded.ok) throw new Error(loaded.problems.join());
  const { assignment } = loaded;
  const { notebook } = makeSamples(assignment).find(({ expects }) => expects.kind === "reference")!;
  const text = JSON.stringify(notebook);
  const disguised = JSON.stringify({ ...notebook, metadata: { student: "other" } }, null, 4).replaceAll(
    "\\n",
    "\\r\\n",
  );
  const own = text.replace("nd.maximum(x, 0)", "nd.maximum(0, x)");
  const files = {
    ada: text,
    grace: disguised,
    linus: own,
    ken: JSON.stringify(release(assignment.notebook)),
    tim: JSON.stringify(release(assignment.notebook)),
    eve: "{",
    mallory: "{",
  };
  const works = new EqualWork(assignment);
  for (const [student, file] of Object.entries(files)) works.add(student, Buffer.from(file));
  const flags = works
    .flagged(Object.keys(files).map((student) => sampleResult(student, [])))
    .map(({ flags }) => flags?.[0]);
  expect(flags).toEqual([
    "the same work as grace",
    "the same work as ada",
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

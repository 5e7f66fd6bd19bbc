/** Holds the one direction of imports between the rooms (docs/architecture.md). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";

const ALLOWED: Record<string, string[]> = {
  lib: [],
  kernel: [],
  datasets: ["lib"],
  // `check` is the autograder's own second door; `datasets` is there because the sandbox offers a notebook all doors.
  autograder: ["lib", "kernel", "datasets", "check"],
  assignments: ["lib", "datasets", "check"],
  cli: ["lib", "kernel", "datasets", "autograder", "check"],
};

const root = join(import.meta.dirname, "..");

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("node_modules"))
    .map((name) => join(folder, name));
}

/** What a file imports, by its syntax: an import in a string (a test's notebook cell) is none. */
function specifiers(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  const requests = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value ?? "")),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
  return requests.filter(Boolean);
}

/** The room that an import leads to, or undefined where it stays inside or leaves the project. */
function roomOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith("gradlab/")) return specifier.split("/")[1];
  if (!specifier.startsWith(".")) return undefined;
  const target = join(file, "..", specifier);
  return target.split("/")[0] === file.split("/")[0] ? undefined : target.split("/")[0];
}

describe.each(Object.keys(ALLOWED))("%s", (room) => {
  test(`imports only ${ALLOWED[room].join(", ") || "itself"}`, () => {
    const wrong = sources(room).flatMap((file) =>
      specifiers(file)
        .map((specifier) => ({ file, specifier, to: roomOf(file, specifier) }))
        .filter(({ to }) => to !== undefined && to !== room && !ALLOWED[room].includes(to)),
    );
    expect(wrong).toEqual([]);
  });
});

test("a relative import that leaves its room is seen", () => {
  expect(roomOf("lib/nd/array.ts", "../../kernel/index.ts")).toBe("kernel");
  expect(roomOf("lib/nd/array.ts", "../random.ts")).toBeUndefined();
});

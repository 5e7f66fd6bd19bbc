/** The magics that there are, with what `%help` says of them. */
export const MAGICS: Record<string, { usage: string; says: string }> = {
  time: { usage: "%time expression, %%time", says: "runs it once and says how long it took" },
  timeit: { usage: "%timeit expression", says: "runs it many times: mean and standard deviation per run" },
  who: { usage: "%who", says: "lists the names that cells have declared" },
  reset: { usage: "%reset", says: "forgets all names" },
  load: { usage: "%load file.ts", says: "puts the text of a file into the next cell" },
  writefile: { usage: "%%writefile [-a] file", says: "writes the rest of the cell to a file (-a appends)" },
  nocheck: {
    usage: "%nocheck [all|off]",
    says: "runs the cell without type check; all: every cell from now on; off: checks again",
  },
  help: { usage: "%help", says: "shows this list" },
};

/** The text of `%help`. */
export function helpText(): string {
  const rows: Array<[string, string]> = Object.values(MAGICS).map(({ usage, says }) => [usage, says]);
  rows.splice(-1, 0, ["!command", "runs a shell command, for instance !npm install left-pad"]);
  const width = Math.max(...rows.map(([usage]) => usage.length));
  return `${rows.map(([usage, says]) => `${usage.padEnd(width)}  ${says}`).join("\n")}\n`;
}

export function unknownMagic(name: string): string {
  return `there is no magic %${name}; known are ${Object.keys(MAGICS)
    .map((known) => `%${known}`)
    .join(", ")} and !command`;
}

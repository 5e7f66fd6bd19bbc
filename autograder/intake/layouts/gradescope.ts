/**
 * Gradescope's "Export Submissions": a folder per submission, and `submission_metadata.yml` with who and when.
 * Source: https://guides.gradescope.com/hc/en-us/articles/21863861823373
 */
import { basename, dirname } from "node:path/posix";
import { parse } from "yaml";
import { isNotebook } from "../entry-name.ts";
import { type Found, isoTime, type Layout, type Who } from "./layout.ts";

const METADATA = "submission_metadata.yml";

interface Metadata {
  ":submitters"?: { ":name"?: unknown; ":sid"?: unknown; ":email"?: unknown }[];
  ":created_at"?: unknown;
}

export const gradescope: Layout = {
  name: "Gradescope",
  find(names, read) {
    const file = names.find((name) => basename(name) === METADATA);
    if (file === undefined) return undefined;
    const prefix = dirname(file) === "." ? "" : `${dirname(file)}/`;
    // Symbols such as `:name` are Ruby's; tags are not followed, and aliases may not multiply.
    const content: unknown = parse(read(file), { maxAliasCount: 0, logLevel: "silent" });
    const entries = Object.entries((content ?? {}) as Record<string, Metadata>);
    return entries.flatMap(([submission, metadata]) => foundIn(names, `${prefix}${submission}/`, metadata));
  },
};

/** A group's submission is each member's. */
function foundIn(names: readonly string[], folder: string, metadata: Metadata): Found[] {
  const file = names.filter((name) => name.startsWith(folder) && isNotebook(name)).sort()[0];
  if (file === undefined) return [];
  const created = metadata[":created_at"];
  const received = created instanceof Date ? created.toISOString() : isoTime(String(created ?? ""));
  const submitters = Array.isArray(metadata[":submitters"]) ? metadata[":submitters"] : [];
  return submitters.map((one) => ({ who: whoOf(one), file, received }));
}

function whoOf(submitter: { ":name"?: unknown; ":sid"?: unknown; ":email"?: unknown }): Who {
  const text = (value: unknown) => (value === undefined || value === null || value === "" ? undefined : String(value));
  return { id: text(submitter[":sid"]), email: text(submitter[":email"]), name: text(submitter[":name"]) };
}

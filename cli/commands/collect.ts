/** `gradlab collect ASSIGNMENT DOWNLOAD...`: puts what was handed in into the course, each notebook under its student. */
import { type Command, InvalidArgumentError } from "commander";
import type { Collecting } from "gradlab/autograder";
import { assignmentOf, courseOption, openCourse, withScratch } from "../course.ts";
import { EXIT } from "../exit.ts";

interface Options {
  course: string;
  received?: string;
  json?: boolean;
}

export function addCollect(root: Command): void {
  root
    .command("collect")
    .description(
      "take in submissions: folders, zip archives, downloads of Gradescope, Canvas and Moodle, nbgrader's folders",
    )
    .argument("<assignment>", "name of the assignment in gradlab.yaml")
    .argument("<downloads...>", "what was downloaded, as it is; the same download twice adds nothing")
    .addOption(courseOption())
    .option(
      "--received <time>",
      "when it was received, where the download does not say: 2027-03-01T23:59:00+01:00",
      time,
    )
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 everything was taken in, 1 some entries were not, 2 wrong command line, 3 nothing could be read.",
    )
    .action(run);
}

function time(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/(Z|[+-]\d\d:\d\d)$/.test(text))
    throw new InvalidArgumentError("expected a time with its offset, such as 2027-03-01T23:59:00+01:00");
  return at.toISOString();
}

async function run(name: string, downloads: string[], { course: folder, received, json }: Options): Promise<void> {
  const { collectInto } = await import("gradlab/autograder");
  const { course, roster } = await openCourse(folder);
  const item = assignmentOf(course, name);
  const all: Collecting[] = [];
  for (const download of downloads) {
    const result = await withScratch((scratch) =>
      collectInto(download, { courseFolder: course.folder, item, roster, scratch, received }),
    );
    if (!result.ok) throw new Error(`${download}: ${result.reason}`);
    all.push(result.collecting);
    if (!json) await print(download, result.collecting);
  }
  if (json) console.log(JSON.stringify(all, null, 2));
  if (all.some(({ refused }) => refused.length > 0)) process.exitCode = EXIT.failed;
}

async function print(download: string, { layout, added, known, refused, timesOfFiles }: Collecting): Promise<void> {
  const { terminalLine } = await import("gradlab/autograder");
  const from = layout === undefined ? "files" : `${layout}'s download`;
  console.log(`${download} (${from}): ${added.length} taken in, ${known.length} known, ${refused.length} not used`);
  for (const { entry, reason } of refused)
    console.log(`  not used: ${terminalLine(entry)}: ${terminalLine(reason, 300)}`);
  if (timesOfFiles && added.length > 0)
    console.log("  it does not say when each came: the times of the files are taken; --received TIME sets one for all");
}

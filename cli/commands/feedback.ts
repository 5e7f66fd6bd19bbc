/** `gradlab feedback [ASSIGNMENTS]`: writes the pages that go back to students, with comments, hand-given points and lateness. */
import type { Command } from "commander";
import { assignmentsOf, courseOption, openCourse, withGradebook } from "../course.ts";
import { reportOn } from "../grade-course.ts";

export function addFeedback(root: Command): void {
  root
    .command("feedback")
    .description("write the feedback pages from the gradebook, as it is now; nothing is graded")
    .argument("[assignments...]", "names in gradlab.yaml; all of them where none is named")
    .addOption(courseOption())
    .option("--json", "print JSON")
    .action(run);
}

async function run(names: string[], options: { course: string; json?: boolean }): Promise<void> {
  const open = await openCourse(options.course);
  const told = await withGradebook(open.course, async (gradebook) => {
    const all = [];
    for (const item of assignmentsOf(open.course, names)) {
      const { rows, index } = await reportOn(open, item, gradebook);
      all.push({ assignment: item.name, pages: rows.filter(({ result }) => result).length, index });
    }
    return all;
  });
  if (options.json) console.log(JSON.stringify(told, null, 2));
  else for (const { assignment, pages, index } of told) console.log(`${assignment}: ${pages} pages, ${index}`);
}

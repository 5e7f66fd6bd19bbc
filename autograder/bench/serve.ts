/**
 * How fast the instructor's page is with 400 students and 8 assignments: median milliseconds per page, as answered by the server and as
 * loaded by Chromium (until its load event, style and script included). Asked: 300 ms.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { readCourse, readRoster } from "../course/index.ts";
import { openGradebook } from "../gradebook/index.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { launchBrowser } from "../serve/browser.ts";
import { type RunningPage, servePage } from "../serve/index.ts";
import { makeSampleCourse } from "../serve/sample-course.ts";

const STUDENTS = Number(process.env.GRADLAB_STUDENTS ?? 400);
const ASSIGNMENTS = 8;
const TIMES = 5;
const ASKED_MS = 300;

/** Eight assignments; where there are fewer source notebooks, some stand there twice. */
function sources(): string[] {
  const all = join(packageFolder, "assignments");
  const folders = readdirSync(all, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const usable = folders
    .map(({ name }) => join(all, name))
    .filter((folder) => readdirSync(folder).includes(`${folder.split("/").at(-1)}.ipynb`));
  return Array.from({ length: ASSIGNMENTS }, (_, index) => usable[index % usable.length]);
}

async function open(folder: string): Promise<RunningPage> {
  const reading = readCourse(folder);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const roster = readRoster(reading.course.roster);
  if (!roster.ok) throw new Error(JSON.stringify(roster.problems));
  const gradebook = openGradebook(join(folder, "gradebook.sqlite"));
  const course = { course: reading.course, roster: roster.students };
  return servePage({ gradebook, course, host: "127.0.0.1", port: 0, user: "bench" });
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** The pages of the largest assignment, one student, one answer. */
function pagesOf(folder: string, names: readonly string[]): Record<string, string> {
  const book = openGradebook(join(folder, "gradebook.sqlite"));
  const [name] = names.toSorted((a, b) => book.standings(b)[0].scores.length - book.standings(a)[0].scores.length);
  const answers =
    names.find((one) => book.standings(one).some(({ scores }) => scores.some(({ manual }) => manual))) ?? name;
  const [standing] = book.standings(name);
  const question =
    book
      .standings(answers)
      .flatMap(({ scores }) => scores)
      .find(({ manual }) => manual)?.question ?? "";
  book.close();
  const submission = `/a/${name}/s/${standing.student}`;
  return {
    assignments: "/",
    students: "/students",
    "students by questions": `/a/${name}`,
    questions: `/a/${name}/questions`,
    "free answers": `/a/${answers}/read`,
    "one answer": `/a/${answers}/read/${question}`,
    submission,
    changes: `${submission}?view=changes`,
    "whole notebook": `${submission}?view=notebook`,
    history: `${submission}?view=history`,
    export: `/a/${name}/export`,
    "canvas.csv": `/a/${name}/export/canvas.csv`,
  };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-bench-serve-"));
  const started = performance.now();
  const names = makeSampleCourse({ folder, students: STUDENTS, sources: sources() });
  console.log(
    `${STUDENTS} students, ${names.length} assignments, made in ${Math.round((performance.now() - started) / 1000)} s`,
  );
  const server = await open(folder);
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(server.url);
  const { origin } = new URL(server.url);
  console.log("page                    server ms   loaded ms   first load   KB");
  let slow = 0;
  for (const [title, path] of Object.entries(pagesOf(folder, names))) {
    const [answered, loaded, sizes] = [[], [], []] as number[][];
    for (let time = 0; time < TIMES; time++) {
      if (!title.endsWith(".csv")) {
        const start = performance.now();
        await page.goto(origin + path, { waitUntil: "load" });
        loaded.push(performance.now() - start);
      }
      const before = performance.now();
      const answer = await page.request.get(origin + path);
      sizes.push((await answer.body()).length);
      answered.push(performance.now() - before);
    }
    const [server, whole] = [median(answered), loaded.length > 0 ? median(loaded) : Number.NaN];
    if (server > ASKED_MS || whole > ASKED_MS) slow++;
    console.log(
      `${title.padEnd(24)}${server.toFixed(0).padStart(9)}${whole.toFixed(0).padStart(12)}${(loaded[0] ?? Number.NaN).toFixed(0).padStart(13)}${(sizes[0] / 1024).toFixed(0).padStart(5)}`,
    );
  }
  console.log(`load of the machine meanwhile: ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`);
  console.log(slow === 0 ? `every page within ${ASKED_MS} ms` : `${slow} pages above ${ASKED_MS} ms`);
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = slow === 0 ? 0 : 1;
}

await main();

/** `gradlab serve [FOLDER]`: the instructor's page on a course or a gradebook. */
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { openCourse } from "../course.ts";

interface Options {
  port: number;
  host: string;
  allowHost?: string[];
  user?: string;
  assignments: string;
  json?: boolean;
}

const PORT = 8750;

export function addServe(root: Command): void {
  root
    .command("serve")
    .description(
      "the instructor's page: the class, its submissions, free answers to read; for browsers on this machine",
    )
    .argument("[folder]", "a course folder, or one with a gradebook.sqlite", ".")
    .option("-p, --port <n>", "port to listen on; 0 takes any free one", wholeNumber, PORT)
    .option(
      "--host <address>",
      "address to listen on; others than this machine's own are reachable from outside",
      "127.0.0.1",
    )
    .option("--allow-host <names...>", "further names under which browsers may ask for the page")
    .option("--user <name>", "the name that points are given under (default: yours on this machine)")
    .option("--assignments <folder>", "source notebooks, where the folder is no course", "assignments")
    .option("--json", "print the address as JSON")
    .addHelpText(
      "after",
      "\nThe address printed holds a token; whoever has it can read and give points. GRADLAB_SERVE_TOKEN sets the token.\nRuns until it is interrupted. Exit codes: 0 interrupted, 2 wrong command line, 3 could not start.",
    )
    .action(run);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535)
    throw new InvalidArgumentError("expected a port from 0 to 65535");
  return Number(text);
}

async function run(folder: string, options: Options): Promise<void> {
  const [{ openGradebook }, { servePage }] = await Promise.all([
    import("gradlab/autograder"),
    import("gradlab/autograder/serve"),
  ]);
  const isCourse = existsSync(join(folder, "gradlab.yaml"));
  const file = join(folder, "gradebook.sqlite");
  if (!isCourse && !existsSync(file))
    throw new Error(
      `serve: expected a course (gradlab.yaml) or a gradebook (gradebook.sqlite) in ${folder}, got neither`,
    );
  const course = isCourse ? await openCourse(folder) : undefined;
  const gradebook = openGradebook(file);
  const page = await servePage({
    ...{ gradebook, course, port: options.port, host: options.host, allowHosts: options.allowHost },
    assignments: isCourse ? undefined : options.assignments,
    user: options.user ?? userInfo().username,
    token: process.env.GRADLAB_SERVE_TOKEN,
  });
  if (!["127.0.0.1", "localhost", "::1"].includes(options.host))
    console.error("gradlab serve: plain HTTP, reachable from other machines: put a proxy with TLS before it");
  console.log(options.json ? JSON.stringify({ url: page.url, port: page.port }) : `Open ${page.url}\nCtrl+C ends it.`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
  });
  await page.close();
  gradebook.close();
}

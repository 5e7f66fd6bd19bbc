/** `gradlab attacks`: tries the corpus of attacks on this machine's grader, at every level of isolation that it has. */
import { type Command, Option } from "commander";
import { EXIT } from "../exit.ts";

interface Options {
  level?: string[];
  only?: string[];
  json?: boolean;
}

export function addAttacks(root: Command): void {
  root
    .command("attacks")
    .description("try every known attack on the grader, at every isolation level of this machine")
    .addOption(
      new Option("--level <level...>", "only these levels; attacks are never let loose without isolation").choices([
        "namespaces",
        "landlock",
        "uid",
      ]),
    )
    .option("--only <id...>", "only these attacks, e.g. A6 B13")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 every attack ended as it must, 1 an attack got through, 3 nothing could be tried.",
    )
    .action(run);
}

async function run({ level, only, json }: Options): Promise<void> {
  const { attackMatrix, probeAll, readCorpus, runCorpus } = await import("gradlab/autograder");
  const cases = readCorpus().filter(({ id }) => only === undefined || only.includes(id));
  const present = probeAll().filter(({ available, level: name }) => available && name !== "none");
  const levels =
    level === undefined ? present.map(({ level: name }) => name) : (level as (typeof present)[number]["level"][]);
  if (cases.length === 0 || levels.length === 0)
    throw new Error(
      cases.length === 0
        ? `no attack is called ${only?.join(", ")}`
        : "this machine has no isolation to try; see gradlab doctor",
    );
  const reports = [];
  for (const name of levels) {
    const onReport = ({ id, standing, wallMs }: { id: string; standing: string; wallMs: number }) =>
      process.stderr.isTTY && !json && process.stderr.write(`\r${name} ${id} ${standing} (${wallMs} ms)\u001b[K`);
    reports.push(...(await runCorpus(cases, { level: name, onReport })));
  }
  if (process.stderr.isTTY && !json) process.stderr.write("\r\u001b[K");
  console.log(json ? JSON.stringify(reports, null, 2) : attackMatrix(reports));
  process.exitCode = reports.some(({ standing }) => standing === "missed") ? EXIT.failed : EXIT.ok;
}

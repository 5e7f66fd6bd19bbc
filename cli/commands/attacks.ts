/** `gradlab attacks`: tries the corpus of attacks on this machine's grader, at every level of isolation that it has. */
import { type Command, Option } from "commander";
import type { AttackReport } from "gradlab/autograder";
import { EXIT } from "../exit.ts";

type Level = AttackReport["level"];

interface Options {
  level?: Level[];
  only?: string[];
  json?: boolean;
  best?: boolean;
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
    .option("--best", "only the best level of this machine")
    .option("--only <id...>", "only these attacks, e.g. A6 B13")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 every attack ended as it must, 1 an attack got through, 3 nothing could be tried.",
    )
    .action(run);
}

async function run({ level, only, json, best }: Options): Promise<void> {
  const { attackMatrix, readCorpus, runCorpus } = await import("gradlab/autograder");
  const cases = readCorpus().filter(({ id }) => only === undefined || only.includes(id));
  if (cases.length === 0) throw new Error(`expected ids of attacks such as A6, got ${only?.join(", ")}`);
  const levels = level ?? (await levelsOfMachine()).slice(0, best ? 1 : undefined);
  const reports: AttackReport[] = [];
  for (const name of levels) {
    const show = ({ id, standing }: AttackReport) => process.stderr.write(`\r${name} ${id} ${standing}\u001b[K`);
    const onReport = process.stderr.isTTY && !json ? show : undefined;
    reports.push(...(await runCorpus(cases, { level: name, onReport })));
    if (onReport) process.stderr.write("\r\u001b[K");
  }
  console.log(json ? JSON.stringify(reports, null, 2) : attackMatrix(reports));
  process.exitCode = reports.some(({ standing }) => standing === "missed") ? EXIT.failed : EXIT.ok;
}

/** Best first; throws where there is none. */
async function levelsOfMachine(): Promise<Level[]> {
  const { probeAll } = await import("gradlab/autograder");
  const levels = probeAll().filter(({ available, level }) => available && level !== "none");
  if (levels.length === 0) throw new Error("this machine has no isolation to try attacks at: see gradlab doctor");
  return levels.map(({ level }) => level);
}

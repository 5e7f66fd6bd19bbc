/** `gradlab data`: lists, fetches, verifies and makes data sets. */
import { type Command, InvalidArgumentError } from "commander";
import { EXIT } from "../exit.ts";

/** The room of data sets, loaded when a verb runs. */
const room = () => import("gradlab/datasets");

export function addData(root: Command): void {
  const data = root.command("data").description("data sets: what there is, getting, verifying and making them");
  data
    .command("list")
    .description("every data set, its licence, and whether its files are here")
    .option("--json", "print JSON")
    .action(list);
  data
    .command("get")
    .description("download data sets from their public homes; goes on where it was interrupted")
    .argument("<names...>", "as `gradlab data list` names them")
    .action(get);
  data
    .command("verify")
    .description("compare files with their published checksums")
    .argument("[names...]", "default: all that are here")
    .option("--json", "print JSON")
    .action(verify);
  data
    .command("make")
    .description("make the stand-in of a data set: made data in the same format")
    .argument("<name>", "as `gradlab data list` names it")
    .option("--out <folder>", "where to write it", ".")
    .option("--train <n>", "training examples", whole)
    .option("--test <n>", "test examples", whole)
    .option("--seed <n>", "seed of the random stream", whole)
    .action(make);
}

function whole(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a whole number.");
}

async function list(options: { json?: boolean }): Promise<void> {
  const { DATASETS, STAND_INS, dataFolders, isPresent } = await room();
  const rows = DATASETS.map((set) => ({
    name: set.name,
    title: set.title,
    licence: set.licence,
    home: set.home,
    here: isPresent(set),
    standIn: STAND_INS.includes(set.name),
  }));
  if (options.json) return console.log(JSON.stringify({ folders: dataFolders(), sets: rows }, null, 2));
  for (const row of rows) {
    const state = [row.here ? "here" : "not here", ...(row.standIn ? ["has a stand-in"] : [])].join(", ");
    console.log(`${row.name.padEnd(16)} ${row.title}\n${" ".repeat(17)}${state}; licence: ${row.licence}`);
  }
  console.log(`looked in ${dataFolders().join(" and ")}`);
}

async function get(names: string[]): Promise<void> {
  const datasets = await room();
  const { Progress } = await import("gradlab/lib");
  for (const set of names.map(datasets.dataSet)) {
    console.log(`${set.name}: ${set.title}\n  home: ${set.home}\n  licence: ${set.licence}\n  cite: ${set.citation}`);
    let bar: InstanceType<typeof Progress> | undefined;
    let current = "";
    const result = await datasets.get(set, {
      onProgress: (file, done, total) => {
        if (file.path !== current) bar?.close();
        if (file.path !== current) bar = new Progress({ total: total && total / 1e6, label: file.path, unit: "MB" });
        current = file.path;
        bar?.update(Number((done / 1e6).toFixed(1)));
      },
    });
    bar?.close();
    for (const fault of result.faults) console.error(`  ${fault}`);
    const folder = `${datasets.dataFolder()}/${set.name}`;
    if (result.ok) console.log(`  ${result.already ? "already" : "now"} in ${folder}`);
    else process.exitCode = EXIT.broken;
  }
}

async function verify(names: string[], options: { json?: boolean }): Promise<void> {
  const { DATASETS, dataSet, isPresent, verify } = await room();
  const sets = names.length > 0 ? names.map(dataSet) : DATASETS.filter((set) => isPresent(set));
  const reports = [];
  for (const set of sets) reports.push({ name: set.name, files: await verify(set) });
  if (reports.some(({ files }) => files.some(({ fault }) => fault))) process.exitCode = EXIT.failed;
  if (options.json) return console.log(JSON.stringify(reports, null, 2));
  if (sets.length === 0) console.log("nothing to verify: no data set is here (`gradlab data get NAME`)");
  for (const { name, files } of reports) {
    for (const { path, fault, checked } of files) console.log(`${name}/${path}: ${fault ?? `ok (${checked})`}`);
  }
}

async function make(
  name: string,
  options: { out: string; train?: number; test?: number; seed?: number },
): Promise<void> {
  const datasets = await room();
  const { out, train, test, seed } = options;
  for (const path of await datasets.make(name, out, { numTrain: train, numTest: test, seed })) console.log(path);
}

/**
 * `npm run bench:grade [submissions] [rounds] [peers]`: the same three questions graded by Gradlab, nbgrader and otter-grader, on this machine, one
 * after another in turn. Each grades on one core, one submission after the other; otter is run as its users without Docker run it.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeSamples, writeSamples } from "../samples/index.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { loadAssignment } from "../source/index.ts";
import { type Measured, measure, median, peersEnvironment } from "./measure.ts";
import { peersPython } from "./peers-python.ts";

const sources = join(packageFolder, "autograder", "bench");

interface Contender {
  name: string;
  cwd: string;
  /** What is run for one round over all submissions. */
  commands: string[][];
  /** Throws where not every submission got full marks: a grader that does not grade is not fast. */
  verify(): void;
}

function ours(folder: string, count: number): Contender {
  const loaded = loadAssignment(join(sources, "three-questions"));
  if (!loaded.ok) throw new Error(loaded.problems.join("\n"));
  const reference = makeSamples(loaded.assignment).filter(({ expects }) => expects.kind === "reference");
  const class_ = Array.from({ length: count }, (_, index) =>
    reference.map((one) => ({ ...one, student: `student${index}` })),
  ).flat();
  const out = join(folder, "out");
  writeSamples(class_, loaded.assignment, join(folder, "submitted"));
  const cli = join(packageFolder, "cli", "gradlab.mjs");
  const command = [
    process.execPath,
    cli,
    "grade",
    loaded.assignment.folder,
    join(folder, "submitted"),
    "-o",
    out,
    "-j",
    "1",
    "--again",
  ];
  const verify = () =>
    expectFull(readFileSync(join(out, "grades.csv"), "utf8"), /^student\d+,6,6,/gm, count, "gradlab");
  return { name: "gradlab", cwd: folder, commands: [command], verify };
}

function nbgrader(folder: string, python: string, count: number): Contender {
  const command = [python, "-m", "nbgrader", "autograde", "ps1", "--force"];
  const verify = () => {
    execFileSync(python, ["-m", "nbgrader", "export"], { cwd: folder, stdio: "ignore", env: peersEnvironment(python) });
    expectFull(readFileSync(join(folder, "grades.csv"), "utf8"), /,student\d+,(?:.*,)6\.0,6\.0$/gm, count, "nbgrader");
  };
  return { name: "nbgrader", cwd: folder, commands: [command], verify };
}

function otter(folder: string, python: string, count: number): Contender {
  const archive = execFileSync("sh", ["-c", "ls dist/autograder/*.zip"], { cwd: folder, encoding: "utf8" }).trim();
  const commands = Array.from({ length: count }, (_, index) => {
    const out = join(folder, "out", `student${index}`);
    mkdirSync(out, { recursive: true });
    return [python, "-m", "otter", "run", `submitted/student${index}.ipynb`, "-a", archive, "-o", out];
  });
  const verify = () => {
    const texts = commands.map((_, index) =>
      readFileSync(join(folder, "out", `student${index}`, "results.json"), "utf8"),
    );
    expectFull(texts.map((text) => total(text)).join("\n"), /^6$/gm, count, "otter");
  };
  return { name: "otter", cwd: folder, commands, verify };
}

function total(results: string): number {
  return (JSON.parse(results).tests as { score?: number }[]).reduce((sum, { score = 0 }) => sum + score, 0);
}

function expectFull(text: string, pattern: RegExp, count: number, name: string): void {
  const full = text.match(pattern)?.length ?? 0;
  if (full !== count)
    throw new Error(`${name}: expected full marks for ${count} submissions, got ${full} in\n${text.slice(0, 2000)}`);
}

function round({ commands, cwd }: Contender, python: string, log: string): Measured {
  const parts = commands.map((command) => measure(python, sources, command, cwd, log));
  const sum = (name: "cpu" | "wall") => parts.reduce((all, one) => all + one[name], 0);
  return {
    code: Math.max(...parts.map(({ code }) => code)),
    cpu: sum("cpu"),
    wall: sum("wall"),
    megabytes: Math.max(...parts.map(({ megabytes }) => megabytes)),
  };
}

function report(name: string, rounds: Measured[], count: number, first?: { rate: number; megabytes: number }) {
  const cpu = median(rounds.map((one) => one.cpu));
  const megabytes = median(rounds.map((one) => one.megabytes));
  const rate = (60 * count) / cpu;
  const wall = median(rounds.map((one) => one.wall));
  const figures = [rate.toFixed(1), (cpu / count).toFixed(2), (wall / count).toFixed(2), megabytes.toFixed(0)];
  const ratios = first
    ? [`${(first.rate / rate).toFixed(1)}x`, `${(megabytes / first.megabytes).toFixed(1)}x`]
    : ["", ""];
  console.log([name.padEnd(10), ...[...figures, ...ratios].map((text) => text.padStart(14))].join(""));
  return { rate, megabytes };
}

function main(count: number, rounds: number, peers: string): void {
  const python = peersPython(join(sources, "requirements.txt"));
  const folder = mkdtempSync(join(tmpdir(), "gradlab-bench-"));
  const log = join(folder, "log.txt");
  try {
    execFileSync(python, [join(sources, "peers.py"), folder, String(count)], {
      stdio: "ignore",
      env: peersEnvironment(python),
    });
    const contenders = [
      ours(join(folder, "ours"), count),
      nbgrader(join(folder, "nbgrader"), python, count),
      otter(join(folder, "otter"), python, count),
    ].filter(({ name }) => name === "gradlab" || peers.includes(name));
    const measured = new Map(contenders.map(({ name }) => [name, [] as Measured[]]));
    for (let i = 0; i < rounds; i++)
      for (const one of contenders) measured.get(one.name)!.push(round(one, python, log));
    for (const { verify } of contenders) verify();
    console.log(
      `${count} submissions, medians of ${rounds} rounds; ratios: ours to theirs in speed, theirs to ours in memory`,
    );
    console.log(
      [
        "grader".padEnd(10),
        ...["per core-min", "CPU s each", "wall s each", "peak MiB", "faster", "memory"].map((text) =>
          text.padStart(14),
        ),
      ].join(""),
    );
    let first: { rate: number; megabytes: number } | undefined;
    for (const { name } of contenders) {
      const figures = report(name, measured.get(name)!, count, first);
      first ??= figures;
    }
  } catch (error) {
    console.error(readLog(log));
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readLog(log: string): string {
  try {
    return readFileSync(log, "utf8").slice(-4000);
  } catch {
    return "";
  }
}

main(Number(process.argv[2] ?? 20), Number(process.argv[3] ?? 3), process.argv[4] ?? "nbgrader,otter");

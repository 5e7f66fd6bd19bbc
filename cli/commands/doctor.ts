/** `gradlab doctor`: what this machine has, what is in use, and how to mend what is missing. */
import type { Command } from "commander";

export function addDoctor(root: Command): void {
  root
    .command("doctor")
    .description("print what is in use on this machine and how to mend what is missing")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const { describeEngine } = await import("gradlab/lib");
      const engine = describeEngine();
      const { describeIsolation, isolationWords } = await import("gradlab/autograder");
      const platform = `${process.platform}-${process.arch}`;
      const facts = { node: process.version, platform, engine, isolation: describeIsolation() };
      if (options.json) console.log(JSON.stringify(facts, null, 2));
      else {
        print(facts);
        for (const line of isolationWords(facts.isolation)) console.log(line);
      }
    });
}

interface Facts {
  node: string;
  platform: string;
  engine: { engine: string; detail: string; mend?: string };
}

function print({ node, platform, engine }: Facts): void {
  const line = (name: string, value: string) => console.log(`${name.padEnd(12)} ${value}`);
  line("node", node);
  line("platform", platform);
  line("engine", `${engine.engine}: ${engine.detail}`);
  if (engine.mend) line("", `to mend: ${engine.mend}`);
}

/** `gradlab doctor`: what this machine has, what is in use, and how to mend what is missing. */
import type { Command } from "commander";

export function addDoctor(root: Command): void {
  root
    .command("doctor")
    .description("print what is in use on this machine and how to mend what is missing")
    .option("--json", "print JSON")
    .action((options: { json?: boolean }) => {
      const facts = { node: process.version, platform: `${process.platform}-${process.arch}` };
      if (options.json) console.log(JSON.stringify(facts, null, 2));
      else for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(12)} ${value}`);
    });
}

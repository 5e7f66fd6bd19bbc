/** All attacks, in the order of their ids. */
import { join } from "node:path";
import { attacksFolder } from "./arena.ts";
import type { AttackCase } from "./case.ts";
import { readCodeCases } from "./code-case.ts";
import { INTAKE_CASES } from "./intake-cases.ts";
import { ORACLE_CASE } from "./oracle-case.ts";
import { REPORT_CASES } from "./report-cases.ts";
import { STRUCTURE_CASES } from "./structure-cases.ts";

export function readCorpus(): AttackCase[] {
  const cases = [
    ...readCodeCases(join(attacksFolder, "cases")),
    ORACLE_CASE,
    ...INTAKE_CASES,
    ...REPORT_CASES,
    ...STRUCTURE_CASES,
  ];
  return cases.sort((a, b) => order(a.id) - order(b.id));
}

function order(id: string): number {
  return id.charCodeAt(0) * 1000 + Number(id.slice(1));
}

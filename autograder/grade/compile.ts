/** Compiles a submission's cells once for all its questions, in a sandboxed process of its own that runs none of them. */
import { MESSAGE } from "../membrane/wire/tags.ts";
import { DEFAULT_LIMITS } from "../sandbox/limits.ts";
import { type Compiled, Student, type StudentOptions } from "./student.ts";

const LIMITS = { ...DEFAULT_LIMITS, wallSeconds: 30, cpuSeconds: 15 };

/** The modules for several sets of names; undefined where the cells were too much for the compiler. */
export function compile(
  sandbox: Omit<StudentOptions, "limits">,
  cells: string[],
  wanted: string[][],
): Compiled[] | undefined {
  const student = new Student({ ...sandbox, limits: LIMITS });
  try {
    const made = student.session.ask(MESSAGE.compile, cells, wanted);
    return isCompiled(made) && made.length === wanted.length ? made : undefined;
  } catch {
    return undefined;
  } finally {
    student.end();
  }
}

function isCompiled(made: unknown): made is Compiled[] {
  return Array.isArray(made) && made.every((one) => typeof one?.code === "string" && isTexts(one?.problems));
}

function isTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((text) => typeof text === "string");
}

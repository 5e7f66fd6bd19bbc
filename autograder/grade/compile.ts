/** Compiles a submission's cells once for all its questions, in a sandboxed process that runs none of them meanwhile. */
import { MESSAGE } from "../membrane/wire/tags.ts";
import { DEFAULT_LIMITS } from "../sandbox/limits.ts";
import { type Compiled, Student, type StudentOptions } from "./student.ts";

/**
 * The process that compiles. It knows nothing but the student's own cells, so the first question that asks for one like it
 * goes on in it; every other question gets a fresh one.
 */
export class Compiler {
  private readonly options: StudentOptions;
  private student: Student | undefined;

  constructor(sandbox: Omit<StudentOptions, "limits">) {
    this.options = { ...sandbox, limits: DEFAULT_LIMITS };
  }

  /** The modules for several sets of names; undefined where the cells were too much for the compiler. */
  compile(cells: string[], wanted: string[][]): Compiled[] | undefined {
    this.student = new Student(this.options);
    try {
      const made = this.student.session.ask(MESSAGE.compile, cells, wanted);
      if (isCompiled(made) && made.length === wanted.length) return made;
    } catch {
      // as if it had answered something else
    }
    this.end();
    return undefined;
  }

  /** The process, once, where it was started just as is asked for. */
  take({ paths, limits }: Pick<StudentOptions, "paths" | "limits">): Student | undefined {
    if (paths !== this.options.paths || !sameLimits(limits)) return undefined;
    const { student } = this;
    this.student = undefined;
    student?.beginAnew();
    return student;
  }

  /** Ends the process where no question took it. */
  end(): void {
    this.student?.end();
    this.student = undefined;
  }
}

function sameLimits(limits: StudentOptions["limits"]): boolean {
  return Object.entries(DEFAULT_LIMITS).every(([name, value]) => limits[name as keyof typeof limits] === value);
}

function isCompiled(made: unknown): made is Compiled[] {
  return Array.isArray(made) && made.every((one) => typeof one?.code === "string" && isTexts(one?.problems));
}

function isTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((text) => typeof text === "string");
}

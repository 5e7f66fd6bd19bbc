/** Compiles the student's cells and loads them as one module; loading is where student code first runs. */
import { type Module, SourceTextModule, SyntheticModule } from "node:vm";
import { moduleOf, parseCells } from "gradlab/kernel/notebook";

/** JavaScript made of the cells for a set of names, and the cells that do not parse, in words. */
export interface Compiled {
  code: string;
  problems: string[];
}

/** Compiles cells for several sets of names; throws a SyntaxError where nothing could be compiled. Runs none of it. */
export function compileCells(cells: string[], wanted: string[][]): Compiled[] {
  const parsed = parseCells(cells);
  const problems = parsed.problems.map(({ message }) => message);
  return wanted.map((names) => ({ code: moduleOf(parsed, { roots: names }).code, problems }));
}

/** Runs the module and gives its exports; throws what the student's code throws. Of the library it gets no `withheld` names. */
export async function loadModule(code: string, withheld: ReadonlySet<string>): Promise<Record<string, unknown>> {
  const link = (specifier: string) => linked(specifier, withheld);
  const module = new SourceTextModule(code, {
    identifier: "submission.ts",
    initializeImportMeta: (meta) => {
      meta.url = "file:///submission.ts";
    },
    importModuleDynamically: link as never,
  });
  await module.link(link);
  await module.evaluate();
  return { ...(module.namespace as object) };
}

/** Our own doors, written out so that they are the runner's own modules and not a second copy of them. */
const DOORS: Record<string, () => Promise<object>> = {
  "gradlab/lib": () => import("gradlab/lib"),
  "gradlab/datasets": () => import("gradlab/datasets"),
  "gradlab/check": () => import("gradlab/check"),
  "gradlab/kernel": () => import("gradlab/kernel"),
};

/** The library and Node's own modules; nothing lies beside a submission. */
async function linked(specifier: string, withheld: ReadonlySet<string>): Promise<Module> {
  if (/^[./]|^file:|^data:/.test(specifier))
    throw new Error(`cannot import "${specifier}": a submission is one notebook`);
  const namespace = (await (Object.hasOwn(DOORS, specifier) ? DOORS[specifier]() : import(specifier))) as Record<
    string,
    unknown
  >;
  const names = Object.keys(namespace);
  const module = new SyntheticModule(names, () => {
    for (const name of names) module.setExport(name, withheld.has(name) ? refusal(name) : namespace[name]);
  });
  await module.link(() => module);
  await module.evaluate();
  return module;
}

/** Stands for a function that would answer the question. */
function refusal(name: string): () => never {
  return () => {
    throw new Error(`${name} is not given in this question: it asks for your own`);
  };
}

/** From the text of a cell to the code that runs: magics, compilation, type check. */
import type { ErrorContent } from "../channel/protocol.ts";
import { compile } from "./compile.ts";
import type { Language } from "./language.ts";

/** `begin` is to be called when the cell begins to run: its names count as declared from then on. */
export type Prepared = { code: string; begin(): void; error?: undefined } | { error: ErrorContent };

export class CellPreparer {
  readonly #language: Language;
  readonly #folder: string;
  /** What the cells declared since the executor started. */
  readonly #names = new Set<string>();
  #checks: boolean;

  /** @param options the notebook's folder; `GRADLAB_CHECK=off` in the environment lets every cell run without type check */
  constructor(language: Language, { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }) {
    this.#language = language;
    this.#folder = cwd;
    this.#checks = env.GRADLAB_CHECK !== "off";
  }

  /** Makes a cell ready to run. */
  async prepare(source: string, url: string): Promise<Prepared> {
    const hasMagics = /^\s*[%!]/m.test(source);
    const expanded = hasMagics
      ? await this.#expand(source)
      : { code: source, nocheck: false, installs: false, typescript: source };
    if ("error" in expanded) return expanded;
    const compiled = await compile(expanded.code, url, this.#folder);
    if (compiled.error) return compiled;
    const error = this.#checks && !expanded.nocheck ? await this.#check(expanded.typescript, url) : undefined;
    if (error) return { error };
    const begin = () => {
      if (expanded.installs) void this.#language.packagesChanged();
      for (const name of compiled.declares) this.#names.add(name);
      if (compiled.declares.length > 0 || declaresTypes.test(expanded.typescript))
        void this.#language.accept(expanded.typescript);
    };
    return { code: compiled.code, begin };
  }

  /** Forgets all names: the executor that had them is gone. */
  reset(): void {
    this.#names.clear();
    void this.#language.reset();
  }

  async #expand(
    source: string,
  ): Promise<{ code: string; nocheck: boolean; installs: boolean; typescript: string } | { error: ErrorContent }> {
    const { expandMagics } = await import("../magics/expand.ts");
    const { withoutMagics } = await import("../magics/strip.ts");
    const expanded = expandMagics(source, this.#names);
    if (!expanded.ok) return { error: errorContent("UnknownMagic", expanded.message, [`    line ${expanded.line}`]) };
    if (expanded.nocheck === "all" || expanded.nocheck === "off") this.#checks = expanded.nocheck === "off";
    const typescript = withoutMagics(source, (name) => this.#names.has(name) || name in globalThis);
    if (expanded.resets) this.reset();
    return { code: expanded.code, nocheck: expanded.nocheck === "cell", installs: expanded.installs, typescript };
  }

  async #check(source: string, url: string): Promise<ErrorContent | undefined> {
    const { isPlain } = await import("../language/plain.ts");
    if (isPlain(source)) return undefined;
    const problems = await this.#language.diagnose(source);
    const first = problems[0];
    if (!first) return undefined;
    const { formatProblems } = await import("../language/diagnostics.ts");
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
    const lines = [
      "",
      ...formatProblems(problems, source, url),
      "",
      "The cell did not run. To run it without the type check, begin it with %nocheck.",
    ];
    return errorContent("TypeScriptError", `${first.message}${more}`, lines);
  }
}

/** Names that compilation does not list, since nothing of them is left. */
const declaresTypes = /\b(interface|type|declare|namespace|module|enum)\b/;

function errorContent(ename: string, evalue: string, lines: string[]): ErrorContent {
  return { ename, evalue, traceback: [`${ename}: ${evalue}`, ...lines] };
}

/**
 * A notebook as one growing program: each cell that ran is a module of its own, and a new cell imports the names that it uses from the
 * modules that declared them last. So a name may be declared again with another type, and checking a cell costs the same in cell 2 and 200.
 */
import { type CellNames, cellNames } from "./cell-names.ts";

interface LiveName {
  module: string;
  isVariable: boolean;
  /** JupyterLab's word for what it is. */
  kind: string;
}

export interface CellModule {
  /** File name within the workspace. */
  name: string;
  text: string;
}

/** Lines that stand before a cell's own text in its module. */
export const HEADER_LINES = 1;

/** Names of earlier cells put before the checker for one completion; further ones are completed without its word. */
const MAX_OFFERED = 20;

export class NotebookProgram {
  readonly #live = new Map<string, LiveName>();
  #count = 0;

  /** The module of a cell that is going to run. Undefined when it does not parse. */
  checkText(source: string): string | undefined {
    const names = cellNames(source);
    return names && this.#moduleText(source, names, wordsOf(source));
  }

  /**
   * The module around a cursor: half-written, and with the names in reach that the text has or that begin as `word` does. Not with all: in a
   * long notebook the list of them would cost more than the answer.
   */
  cursorText(source: string, word?: string): string {
    const names = cellNames(source) ?? { variables: new Set(), exported: new Set(), all: declaredWords(source) };
    const wanted = wordsOf(source);
    const offered = word === undefined ? [] : this.namesLike(word).slice(0, MAX_OFFERED);
    for (const name of offered) wanted.add(name);
    return this.#moduleText(source, names, wanted, false);
  }

  /** The names of earlier cells that begin as `word` does, latest first. */
  namesLike(word: string): string[] {
    const lower = word.toLowerCase();
    return [...this.#live.keys()].filter((name) => name.toLowerCase().startsWith(lower)).reverse();
  }

  /** Takes in a cell that ran: its names hold from now on. Gives its module. */
  accept(source: string): CellModule | undefined {
    const names = cellNames(source);
    const text = names && this.#moduleText(source, names, wordsOf(source));
    if (!names || text === undefined) return undefined;
    const name = `__cell_${++this.#count}.ts`;
    for (const [declared, kind] of names.all) {
      this.#live.delete(declared);
      this.#live.set(declared, { module: name, isVariable: names.variables.has(declared), kind });
    }
    return { name, text };
  }

  /** What a name of an earlier cell is: function, class, constant ... */
  kindOf(name: string): string | undefined {
    return this.#live.get(name)?.kind;
  }

  /** Forgets all names. */
  clear(): void {
    this.#live.clear();
  }

  #moduleText(source: string, names: CellNames, wanted: Set<string>, withExports = true): string {
    const imports = new Map<string, string[]>();
    let variables = "";
    for (const [name, { module, isVariable }] of this.#live) {
      if (!wanted.has(name) || names.all.has(name)) continue;
      if (isVariable) variables += `declare let ${name}: typeof import("./${module}").${name}; `;
      else imports.set(module, [...(imports.get(module) ?? []), name]);
    }
    const header = [...imports].map(([module, list]) => `import { ${list.join(", ")} } from "./${module}"; `).join("");
    const given = withExports ? [...names.all.keys()].filter((name) => !names.exported.has(name)) : [];
    return `${header}${variables}\n${source}\nexport { ${given.join(", ")} };\n`;
  }
}

export function wordsOf(source: string): Set<string> {
  return new Set(source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
}

/** In a text that does not parse: what seems to be declared at the left margin. */
function declaredWords(source: string): Map<string, string> {
  const declaration =
    /^(?:export\s+)?(?:declare\s+)?(?:abstract\s+)?(?:const|let|var|(?:async\s+)?function\*?|class|enum|interface|type|namespace)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gmu;
  return new Map([...source.matchAll(declaration)].map((match) => [match[1]!, "variable"]));
}

/** Variables as the debug adapter protocol shows them, by reference numbers that hold while the program stands still. */
import type { CallFrame, InspectorLink, RemoteObject } from "./inspector-link.ts";

export interface Variable {
  name: string;
  value: string;
  type?: string;
  evaluateName: string;
  /** 0 where there is nothing inside. */
  variablesReference: number;
}

interface Property {
  name: string;
  value?: RemoteObject;
  get?: RemoteObject;
  enumerable: boolean;
  symbol?: unknown;
}

/** Properties shown at most of one object. */
const MAX_SHOWN = 1_000;

/** The executor keeps the global names that were there before any cell under this symbol. */
export const BASELINE = Symbol.for("gradlab.baseline");

export class Variables {
  readonly #link: InspectorLink;
  readonly #references: { objectId: string; path: string; global: boolean }[] = [];

  constructor(link: InspectorLink) {
    this.#link = link;
  }

  /** Forgets all references: the program runs on. */
  clear(): void {
    this.#references.length = 0;
  }

  /** The scopes of a frame, innermost first. */
  scopesOf(frame: CallFrame): { name: string; variablesReference: number; expensive: boolean }[] {
    return frame.scopeChain.map(({ type, name, object }) => ({
      name: scopeName(type, name),
      variablesReference: this.#refer(object.objectId, "", type === "global"),
      expensive: type === "global",
    }));
  }

  /** What is inside of a reference. */
  async inside(reference: number): Promise<Variable[]> {
    const entry = this.#references[reference - 1];
    if (!entry) return [];
    if (entry.global) return this.globals();
    const { result } = await this.#link.post<{ result: Property[] }>("Runtime.getProperties", {
      objectId: entry.objectId,
      ownProperties: true,
    });
    return result
      .filter((property) => property.value && property.name !== "__proto__" && property.enumerable)
      .slice(0, MAX_SHOWN)
      .map(({ name, value }) => this.view(name, value as RemoteObject, pathTo(entry.path, name)));
  }

  /** The variables that cells have made. */
  async globals(): Promise<Variable[]> {
    const expression = `Object.fromEntries(Object.getOwnPropertyNames(globalThis).filter((name) => !globalThis[Symbol.for(${JSON.stringify(BASELINE.description)})].has(name)).map((name) => [name, globalThis[name]]))`;
    const { result } = await this.#link.post<{ result: RemoteObject }>("Runtime.evaluate", {
      expression,
      silent: true,
    });
    return result.objectId ? this.inside(this.#refer(result.objectId, "", false)) : [];
  }

  /** One value as a variable. */
  view(name: string, value: RemoteObject, evaluateName = name): Variable {
    const reference = this.#refer(value.objectId, evaluateName, false);
    return {
      name,
      value: textOf(value),
      type: typeOf(value),
      evaluateName,
      variablesReference: reference,
    };
  }

  #refer(objectId: string | undefined, path: string, global: boolean): number {
    if (objectId === undefined) return 0;
    return this.#references.push({ objectId, path, global });
  }
}

/** The class of an object. A plain value has none: JupyterLab's panel would show the type in the place of the value. */
function typeOf({ objectId, className, subtype, type }: RemoteObject): string | undefined {
  return objectId === undefined ? undefined : (className ?? subtype ?? type);
}

function scopeName(type: string, name: string | undefined): string {
  const title = type[0].toUpperCase() + type.slice(1);
  return name ? `${title}: ${name}` : title;
}

function pathTo(path: string, name: string): string {
  if (path === "") return name;
  return /^[A-Za-z_$][\w$]*$/.test(name)
    ? `${path}.${name}`
    : `${path}[${/^\d+$/.test(name) ? name : JSON.stringify(name)}]`;
}

/** A value in one line. */
export function textOf({ type, value, unserializableValue, description }: RemoteObject): string {
  if (type === "string") return JSON.stringify(value);
  if (type === "function") return (description ?? "function").split("\n")[0];
  return unserializableValue ?? description ?? String(value);
}

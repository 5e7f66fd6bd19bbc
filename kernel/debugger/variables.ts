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

/** An object whose inside can be asked for. A frame's scope has its frame and its number there; the global scope is of no frame. */
interface Reference {
  objectId: string;
  path: string;
  scope?: { callFrameId: string; number: number } | "global";
}

/** Properties shown at most of one object. */
const MAX_SHOWN = 1_000;

/** The executor keeps the global names that were there before any cell under this symbol. */
export const BASELINE = Symbol.for("gradlab.baseline");

export class Variables {
  readonly #link: InspectorLink;
  readonly #references: Reference[] = [];

  constructor(link: InspectorLink) {
    this.#link = link;
  }

  /** Forgets all references: the program runs on. */
  clear(): void {
    this.#references.length = 0;
  }

  /** The scopes of a frame, innermost first. */
  scopesOf(frame: CallFrame): { name: string; variablesReference: number; expensive: boolean }[] {
    const { callFrameId } = frame;
    return frame.scopeChain.map(({ type, name, object }, number) => ({
      name: scopeName(type, name),
      variablesReference: this.#refer(object.objectId, "", type === "global" ? "global" : { callFrameId, number }),
      expensive: type === "global",
    }));
  }

  /** What is inside of a reference. */
  async inside(reference: number): Promise<Variable[]> {
    const entry = this.#references[reference - 1];
    if (!entry) return [];
    if (entry.scope === "global") return this.globals();
    const { result } = await this.#link.post<{ result: Property[] }>("Runtime.getProperties", {
      objectId: entry.objectId,
      ownProperties: true,
    });
    return result
      .filter((property) => property.value && property.name !== "__proto__" && property.enumerable)
      .slice(0, MAX_SHOWN)
      .map(({ name, value }) => this.view(name, value as RemoteObject, pathTo(entry.path, name)));
  }

  /** Gives a variable of a scope, or a property of an object, another value. */
  async set(reference: number, name: string, value: RemoteObject): Promise<Variable> {
    const entry = this.#references[reference - 1];
    if (!entry) throw new Error(`there is no variable ${name} here any more: the program runs on`);
    const { scope } = entry;
    if (scope && scope !== "global") {
      const { callFrameId, number: scopeNumber } = scope;
      const newValue = argumentOf(value);
      await this.#link.post("Debugger.setVariableValue", { callFrameId, scopeNumber, variableName: name, newValue });
    } else {
      await this.#link.post("Runtime.callFunctionOn", {
        objectId: entry.objectId,
        functionDeclaration: "function (name, value) { this[name] = value; }",
        arguments: [{ value: name }, argumentOf(value)],
      });
    }
    return this.view(name, value, pathTo(entry.path, name));
  }

  /** The variables that cells have made. */
  async globals(): Promise<Variable[]> {
    const expression = `Object.fromEntries(Object.getOwnPropertyNames(globalThis).filter((name) => !globalThis[Symbol.for(${JSON.stringify(BASELINE.description)})].has(name)).map((name) => [name, globalThis[name]]))`;
    const { result } = await this.#link.post<{ result: RemoteObject }>("Runtime.evaluate", {
      expression,
      silent: true,
    });
    return result.objectId ? this.inside(this.#refer(result.objectId, "")) : [];
  }

  /** One value as a variable. */
  view(name: string, value: RemoteObject, evaluateName = name): Variable {
    const reference = this.#refer(value.objectId, evaluateName);
    return {
      name,
      value: textOf(value),
      type: typeOf(value),
      evaluateName,
      variablesReference: reference,
    };
  }

  #refer(objectId: string | undefined, path: string, scope?: Reference["scope"]): number {
    if (objectId === undefined) return 0;
    return this.#references.push({ objectId, path, scope });
  }
}

/** The class of an object. A plain value has none: JupyterLab's panel would show the type in the place of the value. */
function typeOf({ objectId, className, subtype, type }: RemoteObject): string | undefined {
  return objectId === undefined ? undefined : (className ?? subtype ?? type);
}

/** A value as the inspector takes it as an argument. */
function argumentOf({ objectId, unserializableValue, value }: RemoteObject): Record<string, unknown> {
  if (objectId !== undefined) return { objectId };
  return unserializableValue === undefined ? { value } : { unserializableValue };
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

/** Stand-ins for what lives in the student's process: used like the thing itself, each use is one question to it. */
import { posesAsArray } from "./array-names.ts";
import { StudentError } from "./failures.ts";
import { HANDLE, MESSAGE, type MessageKind } from "./wire/tags.ts";

export interface Asker {
  ask(kind: MessageKind, ...parts: unknown[]): unknown;
}

/** Asked of every object by the language itself; answered here, so that no promise or printer ever runs student code. */
const LOCAL_KEYS = new Set<PropertyKey>(["then", "toJSON", "inspect", "toString", "valueOf"]);

export class Proxies {
  private readonly byId = new Map<number, object>();
  private readonly ids = new WeakMap<object, number>();

  private readonly asker: Asker;

  constructor(asker: Asker) {
    this.asker = asker;
  }

  idOf(value: object): number | undefined {
    return this.ids.get(value);
  }

  /** The stand-in for `id`: the same object every time, so that identity holds on our side too. */
  proxy(kind: number, id: number): object {
    const known = this.byId.get(id);
    if (known) return known;
    const made = kind === HANDLE.function ? this.functionProxy() : this.objectProxy();
    this.byId.set(id, made);
    this.ids.set(made, id);
    return made;
  }

  private functionProxy(): object {
    // A function that can be called and constructed; what it holds is never used.
    const target = function student() {};
    const proxy: object = new Proxy(target, {
      apply: (_, self, args) => this.asker.ask(MESSAGE.call, proxy, this.idOfOrUndefined(self), args),
      construct: (_, args) => this.asker.ask(MESSAGE.construct, proxy, args) as object,
      get: (own, key) => (key in Function.prototype ? Reflect.get(own, key) : this.get(proxy, key)),
      set: (_, key, value) => this.set(proxy, key, value),
      has: (_, key) => this.has(proxy, key),
    });
    return proxy;
  }

  private objectProxy(): object {
    const methods = new Map<PropertyKey, unknown>();
    const proxy: object = new Proxy({} as Record<PropertyKey, unknown>, {
      get: (_, key) => methods.get(key) ?? this.getAndKeepMethod(proxy, key, methods),
      set: (_, key, value) => {
        methods.delete(key);
        return this.set(proxy, key, value);
      },
      has: (_, key) => this.has(proxy, key),
      deleteProperty: (_, key) => this.asker.ask(MESSAGE.delete, proxy, String(key)) === true,
      ownKeys: () => this.keys(proxy),
      getOwnPropertyDescriptor: (_, key) => this.describe(proxy, key),
    });
    return proxy;
  }

  /** Methods are asked for once: a network's `loss` is called thousands of times in a gradient check. */
  private getAndKeepMethod(proxy: object, key: PropertyKey, methods: Map<PropertyKey, unknown>): unknown {
    const value = this.get(proxy, key);
    if (typeof value === "function" && this.ids.has(value)) methods.set(key, value);
    return value;
  }

  private get(proxy: object, key: PropertyKey): unknown {
    if (key === "toString") return () => "[student's object]";
    if (typeof key === "symbol" || LOCAL_KEYS.has(key)) return undefined;
    const value = this.asker.ask(MESSAGE.get, proxy, key);
    if (posesAsArray(key, value)) throw noArray(String(key));
    return value;
  }

  private set(proxy: object, key: PropertyKey, value: unknown): boolean {
    if (typeof key === "symbol") return false;
    this.asker.ask(MESSAGE.set, proxy, String(key), value);
    return true;
  }

  private has(proxy: object, key: PropertyKey): boolean {
    return typeof key === "symbol" ? false : this.asker.ask(MESSAGE.has, proxy, String(key)) === true;
  }

  private keys(proxy: object): string[] {
    const keys = this.asker.ask(MESSAGE.keys, proxy);
    return Array.isArray(keys) ? [...new Set(keys.filter((key) => typeof key === "string"))] : [];
  }

  private describe(proxy: object, key: PropertyKey): PropertyDescriptor | undefined {
    if (typeof key === "symbol" || !this.has(proxy, key)) return undefined;
    return { value: this.get(proxy, key), writable: true, enumerable: true, configurable: true };
  }

  private idOfOrUndefined(self: unknown): unknown {
    return typeof self === "object" && self !== null && this.ids.has(self) ? self : undefined;
  }
}

/** Checks compute with arrays of ours only: what a student's object says of itself is no figure. */
function noArray(name: string): StudentError {
  const message = `expected an array of gradlab/lib where a check computes \`${name}\`, got an object of another class`;
  return new StudentError("TypeError", message);
}

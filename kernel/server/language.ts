/** The language service, loaded when it is first asked for or told to start: the kernel answers before that. */
import type { Completion } from "../language/complete.ts";
import type { TypeProblem } from "../language/diagnostics.ts";
import type { Inspection } from "../language/inspect.ts";
import type { LanguageService } from "../language/service.ts";

export class Language {
  readonly #folder: string;
  #service: Promise<LanguageService> | undefined;

  /** @param folder the notebook's folder */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Loads the service and starts the checker. */
  start(): Promise<LanguageService> {
    this.#service ??= import("../language/service.ts").then(({ LanguageService }) => {
      const service = new LanguageService(this.#folder);
      service.start();
      return service;
    });
    return this.#service;
  }

  /** See LanguageService; questions and names reach it in the order of the calls. */
  async diagnose(source: string): Promise<TypeProblem[]> {
    return (await this.start()).diagnose(source);
  }

  async accept(source: string): Promise<void> {
    (await this.start()).accept(source);
  }

  async complete(source: string, cursor: number): Promise<Completion[]> {
    return (await this.start()).complete(source, cursor);
  }

  async inspect(source: string, cursor: number): Promise<Inspection | undefined> {
    return (await this.start()).inspect(source, cursor);
  }

  async reset(): Promise<void> {
    (await this.#service)?.reset();
  }

  async packagesChanged(): Promise<void> {
    (await this.#service)?.packagesChanged();
  }

  async close(): Promise<void> {
    (await this.#service)?.close();
  }
}

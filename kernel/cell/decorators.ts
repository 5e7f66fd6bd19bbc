/** Which decorators a folder asks for: those of the standard, or those of TypeScript before them, as many libraries still have them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The options of swc for decorators (https://swc.rs/docs/configuration/compilation). */
export type DecoratorOptions = { decoratorVersion: "2022-03" } | { legacyDecorator: true; decoratorMetadata: boolean };

const STANDARD: DecoratorOptions = { decoratorVersion: "2022-03" };

/** Reads `experimentalDecorators` and `emitDecoratorMetadata` in the folder's own tsconfig.json; what that one extends is not looked at. */
export function decoratorsOf(folder: string | undefined): DecoratorOptions {
  const path = folder === undefined ? "" : join(folder, "tsconfig.json");
  if (!existsSync(path)) return STANDARD;
  const text = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  const isOn = (option: string) => new RegExp(`"${option}"\\s*:\\s*true`).test(text);
  if (!isOn("experimentalDecorators")) return STANDARD;
  return { legacyDecorator: true, decoratorMetadata: isOn("emitDecoratorMetadata") };
}

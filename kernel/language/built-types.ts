import { fileURLToPath } from "node:url";

/** The declarations of one of the kernel's files, named relative to this folder. They are made by the build. */
export function builtTypes(name: string): string {
  const here = fileURLToPath(new URL(`${name}.d.ts`, import.meta.url));
  return here.includes("/dist/") ? here : here.replace(/[/\\]kernel[/\\]/, (part) => `${part[0]}dist${part}`);
}

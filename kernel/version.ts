/** The package's version. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const manifest = createRequire(import.meta.url).resolve("gradlab/package.json");

export const VERSION: string = JSON.parse(readFileSync(manifest, "utf8")).version;

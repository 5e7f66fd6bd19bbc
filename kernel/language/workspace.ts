/**
 * The folder in which the language server sees a notebook: a temporary mirror of the notebook's folder, with a tsconfig.json of ours. Nothing
 * is written where the notebook lies, and a tsconfig.json there does not get in the way: its compiler options are taken over.
 */
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";
import { builtTypes } from "./built-types.ts";
import { globalsText } from "./globals.ts";
import type { Types } from "./types-wanted.ts";

const require = createRequire(import.meta.url);

export interface Workspace {
  /** Where the cells seem to lie. */
  folder: string;
  /** Writes a module beside the cells; gives its path when its text is new. */
  write(name: string, text: string): string[];
  /** Puts large sets of types into the program or takes them out; gives the paths of files that changed. */
  useTypes(types: Types): string[];
  /** Makes packages visible that were installed where there were none before. */
  linkInstalled(): void;
  remove(): void;
}

/** Files that the program starts from: the cell to run, and the text around the cursor. */
export const ROOTS = { check: "__check.ts", cursor: "__cursor.ts", globals: "__globals.d.ts", stub: "__anything.d.ts" };

const CONFIGURATION = "tsconfig.json";
const DEFAULTS_FILE = "__defaults.json";

export function makeWorkspace(notebookFolder: string): Workspace {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), "gradlab-types-")));
  const mirror = join(temporary, "root");
  const folder = join(mirror, notebookFolder.slice(parse(notebookFolder).root.length));
  mkdirSync(folder, { recursive: true });
  const written = new Map<string, string>();
  const write = (name: string, text: string): string[] => {
    if (written.get(name) === text) return [];
    written.set(name, text);
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return [path];
  };
  const useTypes = (types: Types): string[] => [
    ...write(CONFIGURATION, JSON.stringify(configuration(notebookFolder, mirror, types))),
    ...write(ROOTS.globals, globalsText(types)),
  ];
  write(ROOTS.stub, "declare const anything: any;\nexport = anything;\n");
  write(DEFAULTS_FILE, JSON.stringify({ compilerOptions: DEFAULTS }));
  useTypes({ node: false, tensorflow: false });
  const linkInstalled = (): void => linkPackages(notebookFolder, mirror);
  linkInstalled();
  const clear = (): void => rmSync(temporary, { recursive: true, force: true });
  process.once("exit", clear);
  const remove = (): void => {
    process.off("exit", clear);
    clear();
  };
  return { folder, write, useTypes, linkInstalled, remove };
}

/** Packages are looked for from the cell's folder upwards: every node_modules on the way has a link in the mirror. */
function linkPackages(notebookFolder: string, mirror: string): void {
  const { root } = parse(notebookFolder);
  for (let at = notebookFolder; ; at = dirname(at)) {
    const packages = join(at, "node_modules");
    const link = join(mirror, packages.slice(root.length));
    if (existsSync(packages) && !existsSync(link)) symlinkSync(packages, link, "junction");
    if (at === root) return;
  }
}

/** Where the notebook's folder says nothing: strict, but without asking for a type at every parameter and every `catch`. */
const DEFAULTS = {
  strict: true,
  noImplicitAny: false,
  useUnknownInCatchVariables: false,
  lib: ["es2023", "esnext.disposable", "esnext.decorators"],
};

function configuration(notebookFolder: string, mirror: string, types: Types): unknown {
  const own = join(notebookFolder, "tsconfig.json");
  return {
    extends: [`./${DEFAULTS_FILE}`, ...(existsSync(own) ? [own] : [])],
    compilerOptions: {
      target: "esnext",
      module: "preserve",
      moduleResolution: "bundler",
      moduleDetection: "force",
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      allowJs: true,
      checkJs: false,
      skipLibCheck: true,
      noEmit: true,
      composite: false,
      incremental: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
      verbatimModuleSyntax: false,
      isolatedModules: false,
      erasableSyntaxOnly: false,
      noErrorTruncation: false,
      rootDir: parse(notebookFolder).root,
      rootDirs: [mirror, parse(notebookFolder).root],
      types: [],
      paths: { ...ownPackages(), ...(types.tensorflow ? {} : { "@tensorflow/*": [`./${ROOTS.stub}`] }) },
    },
    files: [ROOTS.globals, ROOTS.check, ROOTS.cursor],
    include: [],
    references: [],
  };
}

/** `gradlab/lib` and the other doors, from this package's own list of them; `tslab` is the kernel's. */
function ownPackages(): Record<string, string[]> {
  const manifest = require.resolve("gradlab/package.json");
  const { exports } = require(manifest) as { exports: Record<string, { types?: string } | string> };
  const paths: Record<string, string[]> = { tslab: [builtTypes("../tslab/index")] };
  for (const [door, target] of Object.entries(exports)) {
    if (typeof target === "object" && target.types)
      paths[`gradlab${door.slice(1)}`] = [join(dirname(manifest), target.types)];
  }
  return paths;
}

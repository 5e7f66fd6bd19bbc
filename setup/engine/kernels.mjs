// Our own kernels beside the binding: convolutions, pools and products on JavaScript's memory (lib/engine/kernels).
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { command } from "../command.mjs";
import { lock } from "../lock.mjs";
import { bindingPath } from "./binding.mjs";

const sources = join(import.meta.dirname, "..", "..", "lib", "engine", "kernels");

/** As lib/engine/kernels.ts names the module: another number for another interface. */
const name = "gradlab_kernels_3";

/** The instruction sets that the kernels are compiled for; the processor's best is chosen when they are loaded. */
const variants = [
  { function: "baseVariant", bytes: 16, flags: [] },
  { function: "avx2Variant", bytes: 32, flags: ["-march=x86-64-v3"], only: "x64" },
  { function: "avx512Variant", bytes: 64, flags: ["-march=x86-64-v4", "-mprefer-vector-width=512"], only: "x64" },
];

/**
 * Compiles the kernels into an engine folder, unless those of these very sources are there. Without a compiler the
 * library does all of it through the binding.
 * @param {string} folder the engine folder
 * @param {(line: string) => void} log
 * @returns {Promise<string | undefined>} why there are none
 */
export async function setUpKernels(folder, log) {
  if (process.platform !== "linux") return `none for ${process.platform}`;
  const target = join(folder, dirname(bindingPath), `${name}.node`);
  const digest = digestOfSources();
  if (isOf(digest, target)) return undefined;
  const release = await lock(`${folder}.lock`);
  try {
    if (isOf(digest, target)) return undefined;
    log("compiling the kernels");
    sweep(target);
    await compile(target);
    writeFileSync(stampOf(target), digest);
    return undefined;
  } catch (error) {
    log(error.message);
    return "compiling them failed; install a C++ compiler (Debian: apt-get install build-essential)";
  } finally {
    release();
  }
}

const stampOf = (target) => `${target}.sha256`;

/** Whether the kernels at `target` were made of the sources with this digest. */
function isOf(digest, target) {
  return existsSync(target) && existsSync(stampOf(target)) && readFileSync(stampOf(target), "utf8") === digest;
}

/** Removes what an interrupted set-up left (we hold the lock, so nobody is at work there). */
function sweep(target) {
  for (const left of readdirSync(dirname(target))) {
    if (left.startsWith(`${name}.node.making-`)) rmSync(join(dirname(target), left), { recursive: true, force: true });
  }
}

function digestOfSources() {
  const digest = createHash("sha256").update(JSON.stringify(variants));
  for (const file of readdirSync(sources).sort()) digest.update(file).update(readFileSync(join(sources, file)));
  return digest.digest("hex");
}

/** Compiles beside the final place and moves it there whole. */
async function compile(target) {
  const staging = `${target}.making-${process.pid}`;
  mkdirSync(staging, { recursive: true });
  const compiler = process.env.CXX ?? "c++";
  const common = [
    "-O3",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-fPIC",
    "-std=c++17",
    "-fvisibility=hidden",
    "-DNODE_GYP_MODULE_NAME=gradlab_kernels",
  ];
  const flags = [...common, "-DNAPI_VERSION=8", `-I${headers()}`, "-c"];
  const build = async (file, out, more = []) => {
    await command(compiler, [...flags, ...more, join(sources, file), "-o", join(staging, out)]);
    return join(staging, out);
  };
  try {
    const objects = await Promise.all([
      build("module.cc", "module.o"),
      build("threads.cc", "threads.o"),
      ...variants
        .filter(({ only }) => only === undefined || only === process.arch)
        .map((variant) =>
          build("variant.cc", `${variant.function}.o`, [
            `-DVARIANT=${variant.function}`,
            `-DVECTOR_BYTES=${variant.bytes}`,
            ...variant.flags,
          ]),
        ),
    ]);
    const whole = join(staging, "whole.node");
    await command(compiler, ["-shared", "-pthread", "-o", whole, ...objects]);
    await command(process.execPath, [join(import.meta.dirname, "try-kernels.cjs"), whole]);
    renameSync(whole, target);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The headers of the Node.js that runs where they were installed with it, else those of the package. */
function headers() {
  const own = join(dirname(dirname(process.execPath)), "include", "node");
  if (existsSync(join(own, "node_api.h"))) return own;
  return createRequire(import.meta.url)("node-api-headers").include_dir;
}

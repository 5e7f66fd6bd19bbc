// The binding of @tensorflow/tfjs-node: two C++ files over the C API, N-API 8, so one build serves every Node.js from 20 on.
import { cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { command } from "../command.mjs";

/** Path of the binding in an engine folder, as the package looks for it. */
export const bindingPath = join("lib", "napi-v8", "tfjs_binding.node");

/** Builds the binding from the package's sources against `folder`/deps and leaves nothing else behind. */
export async function buildBinding(folder, packageFolder) {
  for (const part of ["package.json", "binding.gyp", "binding"]) {
    cpSync(join(packageFolder, part), join(folder, part), { recursive: true });
  }
  await command(process.execPath, [nodeGyp(), "rebuild", "--loglevel=error", ...headers(), ...gypVariables(folder)], {
    cwd: folder,
  });
  for (const part of ["package.json", "binding.gyp", "binding", "build", join("deps", "include")]) {
    rmSync(join(folder, part), { recursive: true, force: true });
  }
}

function nodeGyp() {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("node-gyp/package.json")), "bin", "node-gyp.js");
}

/** The headers of the Node.js that runs, where they were installed with it; otherwise node-gyp fetches them. */
function headers() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, "include", "node", "node_api.h")) ? [`--nodedir=${prefix}`] : [];
}

/** What node-pre-gyp would pass. */
function gypVariables(folder) {
  const module = join(folder, bindingPath);
  return [
    "--module_name=tfjs_binding",
    `--module_path=${dirname(module)}`,
    `--module=${module}`,
    "--napi_version=8",
    "--napi_build_version=8",
  ];
}

/** Loads the binding in a process of its own and multiplies two matrices in double precision with it. */
export async function tryBinding(path) {
  await command(process.execPath, [join(import.meta.dirname, "try-binding.cjs"), path]);
}

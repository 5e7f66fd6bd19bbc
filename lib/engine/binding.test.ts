import { spawnSync } from "node:child_process";
import { join } from "node:path";

test("loading the library writes nothing on the error stream, a socket or not", () => {
  const module = join(import.meta.dirname, "..", "..", "dist", "lib", "engine", "binding.js");
  const code = `import(${JSON.stringify(module)}).then(({ loadBinding }) => console.log(loadBinding().TF_Version))`;
  const env = { ...process.env };
  delete env.TF_ENABLE_ONEDNN_OPTS;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", code], { env, encoding: "utf8" });
  expect(stdout).toMatch(/^\d+\.\d+/);
  expect(stderr).toBe("");
});

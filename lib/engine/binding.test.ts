import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
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

test("signals that come during float32 products do no harm: a profiler sends many", () => {
  const dist = join(import.meta.dirname, "..", "..", "dist", "lib", "engine", "index.js");
  const code = `import(${JSON.stringify(dist)}).then(({ EngineChoice }) => {
    const engine = new EngineChoice("tensorflow").load();
    const [x, y] = [new Float32Array(100 * 300).fill(1), new Float32Array(300 * 70).fill(2)];
    for (let i = 0; i < 8000; i++) engine.compute("float32", (tensors) => {
      const inputs = [tensors.put(x, [100, 300]), tensors.put(y, [300, 70])];
      const out = tensors.get(tensors.run("MatMul", inputs, { transpose_a: false, transpose_b: false }));
      if (out[777] !== 600) throw new Error("a wrong product");
    });
    console.log("done");
  })`;
  const folder = mkdtempSync(join(tmpdir(), "gradlab-profile-"));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--cpu-prof", `--cpu-prof-dir=${folder}`, "--cpu-prof-interval=200", "-e", code],
    { encoding: "utf8" },
  );
  rmSync(folder, { recursive: true });
  expect(stderr).toBe("");
  expect(stdout).toBe("done\n");
});

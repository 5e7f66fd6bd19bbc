/** Decorators in cells, type check included. Runs what is built in dist/. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startKernel } from "gradlab/kernel/client";

async function outputs(code: string, tsconfig?: string): Promise<unknown[]> {
  const folder = mkdtempSync(join(tmpdir(), "decorators-"));
  if (tsconfig !== undefined) writeFileSync(join(folder, "tsconfig.json"), tsconfig);
  const kernel = await startKernel({ cwd: folder });
  const { outputs } = await kernel.execute(code);
  await kernel.shutdown();
  rmSync(folder, { recursive: true });
  return outputs.map((output) => ("data" in output ? output.data["text/plain"] : output));
}

test("decorators of the standard", async () => {
  const code = `function loud(value: () => string, context: ClassMethodDecoratorContext) {
  return function (this: unknown) { return value.call(this) + context.kind; };
}
class A { @loud hi() { return "hi "; } }
new A().hi()`;
  expect(await outputs(code)).toEqual(["'hi method'"]);
});

test("decorators from before the standard, where the folder's tsconfig.json asks for them", async () => {
  const code = `const keys: string[] = [];
function noted(_target: object, key: string): void { keys.push(key); }
class A { @noted name = "x"; }
keys`;
  const tsconfig = '{\n  // as many libraries ask for it\n  "compilerOptions": { "experimentalDecorators": true },\n}';
  expect(await outputs(code, tsconfig)).toEqual(["[ 'name' ]"]);
});

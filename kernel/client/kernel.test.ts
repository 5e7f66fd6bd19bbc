/** The kernel as a client meets it: processes, sockets and messages are real. Runs what is built in dist/. */
import { type Executed, type Kernel, type Output, startKernel } from "gradlab/kernel/client";

let kernel: Kernel;

beforeAll(async () => {
  kernel = await startKernel();
});

afterAll(() => kernel.shutdown());

const plain = ({ outputs }: Executed) => outputs.map(textOf);

function textOf(output: Output): unknown {
  if (output.output_type === "stream") return `${output.name}: ${output.text}`;
  return output.output_type === "error" ? `${output.ename}: ${output.evalue}` : output.data["text/plain"];
}

test("a cell's value, with top-level await, types and names of an earlier cell", async () => {
  await kernel.execute("const half = (n: number): number => n / 2;");
  expect(plain(await kernel.execute("await Promise.resolve(half(84))"))).toEqual(["42"]);
});

test("streams and displays come in the order in which they were written", async () => {
  const result = await kernel.execute(
    'console.log("one"); display.html("<b>two</b>"); console.error("three"); console.log("four")',
  );
  expect(plain(result)).toEqual(["stdout: one\n", "<b>two</b>", "stderr: three\n", "stdout: four\n"]);
});

test("what a child process writes is shown in its place", async () => {
  const code =
    'import { spawnSync } from "node:child_process";\nspawnSync("echo", ["child"], { stdio: "inherit" }).status';
  expect(plain(await kernel.execute(code))).toEqual(["stdout: child\n", "0"]);
});

test("an error has name, value, and a traceback with cell and line", async () => {
  const { executionCount } = await kernel.execute("function fail(): never {\n  throw new TypeError('no');\n}");
  const { status, outputs } = await kernel.execute("fail()");
  expect(status).toBe("error");
  expect(outputs[0]).toMatchObject({ output_type: "error", ename: "TypeError", evalue: "no" });
  expect((outputs[0] as { traceback: string[] }).traceback.join("\n")).toContain(`at fail (Cell[${executionCount}]:2`);
});

test.each([
  ["a loop", "for (;;) {}"],
  ["a loop after an await", "await null; for (;;) {}"],
  ["an endless chain of awaits", "for (;;) await null"],
  ["a promise that never settles", "await new Promise(() => {})"],
  ["a loop in a timer", "setTimeout(() => { for (;;) {} }, 1); await new Promise(() => {})"],
  ["a regular expression that backtracks", '/(a+)+$/.test("a".repeat(60) + "b")'],
  ["a child process", 'import { execSync } from "node:child_process"; execSync("sleep 1000")'],
])("interrupting %s keeps all variables", async (_name, code) => {
  await kernel.execute("var kept = [1, 2, 3];");
  const running = kernel.execute(code);
  await new Promise((resolve) => setTimeout(resolve, 60));
  await kernel.interrupt();
  expect((await running).status).toBe("error");
  expect(plain(await kernel.execute("kept"))).toEqual(["[ 1, 2, 3 ]"]);
});

test("output after the end of a cell belongs to that cell", async () => {
  const late: string[] = [];
  const off = kernel.client.listen(({ header, parent, content }) => {
    if (header.msg_type === "stream") late.push(`${parent.msg_id}: ${content.text}`);
  });
  const first = await kernel.client.request("execute_request", {
    code: 'setTimeout(() => console.log("late"), 100); 1',
  });
  await kernel.execute("await new Promise((resolve) => setTimeout(resolve, 200))");
  off();
  expect(late).toEqual([`${first.reply.parent.msg_id}: late\n`]);
});

test.each([
  ["NaN", "NaN"],
  ["-0", "-0"],
  ["2n ** 70n", "1180591620717411303424n"],
  ["null", "null"],
  ["undefined", "undefined"],
  ["Promise.resolve(5)", "Promise { 5 }"],
  ["({ a: { b: { c: 1 } } })", "{ a: { b: { c: 1 } } }"],
])("the value of %s is shown", async (code, text) => {
  expect(plain(await kernel.execute(code))).toEqual([text]);
});

test("a function sees what a later cell assigns, also after it was declared again", async () => {
  await kernel.execute("let level = 1; const read = () => level;");
  await kernel.execute("level = 2;");
  expect(plain(await kernel.execute("read()"))).toEqual(["2"]);
  await kernel.execute('const level = "three";');
  expect(plain(await kernel.execute("read()"))).toEqual(["'three'"]);
});

test("a flood of 50,000 lines arrives whole and in order", async () => {
  const { outputs } = await kernel.execute("for (let i = 0; i < 50_000; i++) console.log(i);");
  const text = outputs.map((output) => (output.output_type === "stream" ? output.text : "")).join("");
  expect(text.split("\n").slice(0, -1)).toEqual(Array.from({ length: 50_000 }, (_, i) => String(i)));
});

test("a rejection and a throw in a timer are told, and nothing is lost", async () => {
  const told: unknown[] = [];
  const off = kernel.client.listen(({ header, content }) => {
    if (header.msg_type === "error") told.push(content.evalue);
  });
  await kernel.execute("var held = 7; setTimeout(() => { throw new Error('in a timer') }, 1);");
  await kernel.execute("void Promise.reject(new Error('rejected'));");
  const { outputs } = await kernel.execute("await new Promise((resolve) => setTimeout(resolve, 50)); held");
  off();
  expect(outputs.at(-1)).toMatchObject({ data: { "text/plain": "7" } });
  expect(told.sort()).toEqual(["in a timer", "rejected"]);
});

test("process.exit is told, and a fresh executor goes on", async () => {
  const { outputs } = await kernel.execute("process.exit(3)");
  expect(outputs.map(textOf).join()).toMatch(/ExecutorExited: .* code 3/);
  expect(plain(await kernel.execute("6 * 7"))).toEqual(["42"]);
});

test("an interrupt while a cell is still checked leaves nothing of it behind", async () => {
  const fresh = await startKernel();
  const begun = new Promise<void>((resolve) => {
    fresh.client.listen(({ header }) => header.msg_type === "execute_input" && resolve());
  });
  // The first check waits for the checker's start, so the cell cannot have begun yet.
  const running = fresh.execute("let early: number = 1;");
  await begun;
  await fresh.interrupt();
  expect((await running).reply).toMatchObject({
    ename: "Interrupted",
    evalue: "the cell was interrupted before it began",
  });
  expect((await fresh.execute("early")).outputs.map(textOf).join()).toContain("Cannot find name 'early'");
  await fresh.shutdown();
});

test("what was printed does not stay in memory", async () => {
  await kernel.execute(
    "%nocheck\nvar printed; { const big = { a: 1 }; printed = new WeakRef(big); console.log(big); }",
  );
  const collect =
    'import v8 from "node:v8"; import vm from "node:vm"; v8.setFlagsFromString("--expose-gc"); vm.runInNewContext("gc")();';
  await kernel.execute(`%nocheck\n${collect}`);
  expect(plain(await kernel.execute("%nocheck\nprinted.deref() === undefined"))).toEqual(["true"]);
});

test("%who lists names without a value too", async () => {
  await kernel.execute("%reset");
  await kernel.execute("var nothing = null; var missing; var three = 3;");
  const [text] = plain(await kernel.execute("%who"));
  expect(text).toMatch(/nothing +null +null\nmissing +undefined +undefined\nthree +number +3/);
});

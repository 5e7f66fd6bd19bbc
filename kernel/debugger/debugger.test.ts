/** The debugger as JupyterLab speaks to it, over the control channel of a real kernel. Runs what is built in dist/. */
import { type Kernel, startKernel } from "gradlab/kernel/client";

// biome-ignore lint/suspicious/noExplicitAny: the bodies of the debug adapter protocol differ by command
type Body = any;

const CODE = `function add(a: number, b: number) {
  const sum = a + b;
  return sum;
}
const out = add(1, 2);
out`;

let kernel: Kernel;
let seq = 0;
const events: { event: string; body: Body }[] = [];

async function debug(command: string, args: object = {}): Promise<Body> {
  seq += 1;
  const content = { type: "request", seq, command, arguments: args };
  const reply = await kernel.request("debug_request", content, { channel: "control", timeoutMs: 10_000 });
  if (!reply.success) throw new Error(`${command}: ${reply.message}`);
  return reply.body;
}

async function stopped(): Promise<Body> {
  while (!events.some(({ event }) => event === "stopped")) await new Promise((resolve) => setTimeout(resolve, 5));
  return events.splice(0).find(({ event }) => event === "stopped")?.body;
}

beforeAll(async () => {
  kernel = await startKernel();
  kernel.client.listen(({ header, content }) => {
    if (header.msg_type === "debug_event") events.push(content as never);
  });
  await kernel.execute("const early = [1, { x: 2 }];");
  for (const command of ["initialize", "attach"]) await debug(command);
});

afterAll(() => kernel.shutdown());

async function setBreakpoint(line: number): Promise<void> {
  const { sourcePath } = await debug("dumpCell", { code: CODE });
  await debug("setBreakpoints", { source: { path: sourcePath }, breakpoints: [{ line }] });
}

test("a cell stops at its breakpoint, with call stack, variables and values, and runs on", async () => {
  await setBreakpoint(3);
  const running = kernel.execute(CODE);
  expect(await stopped()).toMatchObject({ reason: "breakpoint", threadId: 1 });
  const { stackFrames } = await debug("stackTrace", { threadId: 1 });
  expect(stackFrames.map(({ name, line }: Body) => [name, line])).toEqual([
    ["add", 3],
    ["(cell)", 5],
  ]);
  const { scopes } = await debug("scopes", { frameId: stackFrames[0].id });
  const { variables } = await debug("variables", { variablesReference: scopes[0].variablesReference });
  expect(variables.map(({ name, value }: Body) => [name, value])).toEqual([
    ["a", "1"],
    ["b", "2"],
    ["sum", "3"],
  ]);
  expect(await debug("evaluate", { expression: "sum * 14", frameId: stackFrames[0].id })).toMatchObject({
    result: "42",
  });
  await debug("continue", { threadId: 1 });
  expect((await running).outputs).toMatchObject([{ data: { "text/plain": "3" } }]);
});

test("a variable can be given another value, in a function's scope and inside an object", async () => {
  const code = "function f(n: number, o: { x: number }) {\n  return n + o.x;\n}\nf(1, { x: 2 })";
  const { sourcePath } = await debug("dumpCell", { code });
  await debug("setBreakpoints", { source: { path: sourcePath }, breakpoints: [{ line: 2 }] });
  const running = kernel.execute(code);
  await stopped();
  const { scopes } = await debug("scopes", { frameId: 1 });
  const { variablesReference } = scopes[0];
  expect(await debug("setVariable", { variablesReference, name: "n", value: "20 + 20" })).toMatchObject({
    value: "40",
  });
  const { variables } = await debug("variables", { variablesReference });
  const inside = variables.find(({ name }: Body) => name === "o").variablesReference;
  await debug("setVariable", { variablesReference: inside, name: "x", value: "n / 20" });
  await debug("continue", { threadId: 1 });
  expect((await running).outputs).toMatchObject([{ data: { "text/plain": "42" } }]);
});

test("columns on the first line are those of the cell", async () => {
  const code = "const one = 1; debugger; one";
  const running = kernel.execute(code);
  await stopped();
  const [{ line, column }] = (await debug("stackTrace")).stackFrames;
  expect([line, column]).toEqual([1, code.indexOf("debugger") + 1]);
  await debug("continue", { threadId: 1 });
  await running;
});

test("stepping goes line by line through the cell", async () => {
  await setBreakpoint(2);
  const running = kernel.execute(CODE);
  await stopped();
  await debug("next", { threadId: 1 });
  await stopped();
  expect((await debug("stackTrace")).stackFrames[0].line).toBe(3);
  await debug("continue", { threadId: 1 });
  expect((await running).status).toBe("ok");
});

test("an interrupt at a breakpoint ends the cell and keeps variables", async () => {
  await setBreakpoint(2);
  const running = kernel.execute(CODE);
  await stopped();
  await kernel.interrupt();
  expect((await running).reply).toMatchObject({ ename: "Interrupted" });
  expect((await kernel.execute("early.length")).outputs).toMatchObject([{ data: { "text/plain": "2" } }]);
});

test("the variables that cells have made are listed while nothing runs", async () => {
  const { variables } = await debug("inspectVariables");
  expect(variables.map(({ name }: Body) => name)).toEqual(expect.arrayContaining(["early", "add", "out"]));
});

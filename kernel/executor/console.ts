/**
 * The `console` of cells. Node's own passes every call to the inspector as well, which takes a stack trace and keeps the last thousand calls with their values:
 * in a process with an inspector session a printed array would stay in memory, and a flood would take three times as long.
 */
import { Console } from "node:console";
import { installConsoleTable } from "./console-table.ts";

/** Puts plain methods of Node's `Console` class into the global `console`; ours never writes colour codes. */
export function installConsole(): void {
  const { stdout, stderr } = process;
  const plain = new Console({ stdout, stderr, colorMode: false, ignoreErrors: false });
  const methods = Object.entries(plain).filter(([, method]) => typeof method === "function");
  Object.assign(console, Object.fromEntries(methods.map(([name, method]) => [name, method.bind(plain)])));
  installConsoleTable();
}

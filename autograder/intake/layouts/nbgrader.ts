/**
 * nbgrader's folders: `submitted/<student>/<assignment>/` with a `timestamp.txt`, and the exchange's
 * `inbound/<student>+<assignment>+<time>[+<random>]/`.
 * Source: https://nbgrader.readthedocs.io/en/stable/user_guide/managing_assignment_files.html
 */
import { basename, dirname } from "node:path/posix";
import { isNotebook } from "../entry-name.ts";
import { type Found, isoTime, type Layout } from "./layout.ts";

export const nbgrader: Layout = {
  name: "nbgrader",
  find(names, read) {
    const notebooks = names.filter(isNotebook);
    const found = notebooks.map((file) => inbound(file) ?? submitted(file, names, read));
    return notebooks.length > 0 && found.every((one) => one !== undefined) ? (found as Found[]) : undefined;
  },
};

function inbound(file: string): Found | undefined {
  const [id, assignment, time] = basename(dirname(file)).split("+");
  const received = assignment === undefined ? undefined : isoTime(time ?? "");
  return received === undefined ? undefined : { who: { id }, file, received };
}

function submitted(file: string, names: readonly string[], read: (name: string) => string): Found | undefined {
  const folder = dirname(file);
  const stamp = `${folder}/timestamp.txt`;
  if (!names.includes(stamp)) return undefined;
  return { who: { id: basename(dirname(folder)) }, file, received: isoTime(read(stamp)) };
}

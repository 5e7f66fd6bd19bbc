/** Whether the value of a cell's last statement is worth showing. */

import { UNSHOWN } from "../display/mime.ts";

/** `undefined` is what most statements and calls give: it is shown only where the cell ends by asking for a name or a field. */
export function isShown(value: unknown, source: string): boolean {
  if (value === undefined) return asksForName(source);
  return !(typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[UNSHOWN] === true);
}

function asksForName(source: string): boolean {
  const last = source.trimEnd().split("\n").at(-1)?.trim() ?? "";
  return /^(?:void 0|[A-Za-z_$][\w$]*(?:\??\.[\w$]+|\[[^\]]*\])*);?$/.test(last) && !/^debugger\b/.test(last);
}

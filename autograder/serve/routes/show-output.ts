/** What a cell drew, under a policy by which it can draw and nothing else. */
import { joinText } from "gradlab/kernel/notebook";
import { type PageContext, STRANGER_POLICY } from "../access/guard.ts";
import { outputKind, PICTURE_TYPES } from "../pages/cell-view.tsx";
import { readWork } from "../work.ts";

/** @param bytes the notebook; undefined where it was not kept */
export function showOutput(c: PageContext, bytes: Uint8Array | undefined, cell: string, output: string) {
  const work = bytes && readWork(bytes);
  const found = work?.ok ? work.cells[Number(cell)]?.outputs[Number(output)] : undefined;
  if (!found || !("data" in found) || typeof found.data !== "object" || found.data === null) return c.notFound();
  const { data } = found;
  c.set("policy", STRANGER_POLICY);
  const kind = outputKind(data);
  if (kind === "page") return c.html(joinText(data["text/html"]) ?? "");
  const type = PICTURE_TYPES.find((one) => joinText(data[one]) !== undefined);
  if (kind === "text" || type === undefined) return c.notFound();
  const text = joinText(data[type]) ?? "";
  const body = type === "image/svg+xml" ? Buffer.from(text) : Buffer.from(text, "base64");
  return c.body(new Uint8Array(body), 200, { "Content-Type": type });
}

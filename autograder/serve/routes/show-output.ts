/** What a cell drew, under a policy by which it can draw and nothing else. */
import { type PageContext, STRANGER_POLICY } from "../access/guard.ts";
import { pageOf, pictureOf } from "../drawing.ts";
import { readWork } from "../work.ts";

/** @param bytes the notebook; undefined where it was not kept */
export function showOutput(c: PageContext, bytes: Uint8Array | undefined, cell: string, output: string) {
  const work = bytes && readWork(bytes);
  const found = work?.ok ? work.cells[Number(cell)]?.outputs[Number(output)] : undefined;
  if (!found || !("data" in found) || typeof found.data !== "object" || found.data === null) return c.notFound();
  c.set("policy", STRANGER_POLICY);
  const picture = pictureOf(found.data);
  if (picture) return c.body(new Uint8Array(picture.bytes), 200, { "Content-Type": picture.type });
  const page = pageOf(found.data);
  return page === undefined ? c.notFound() : c.html(page);
}

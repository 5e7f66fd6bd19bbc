/** What of a cell's output can be drawn without harm to the browser that draws it. */
import { joinText } from "gradlab/kernel/notebook";
import { safePng, safeSvg } from "../report/safe-picture.ts";

export interface Picture {
  type: "image/png" | "image/svg+xml";
  bytes: Buffer;
}

/** The picture of an output whose cost is bounded; undefined where there is none. */
export function pictureOf(data: Record<string, unknown>): Picture | undefined {
  const png = Buffer.from(joinText(data["image/png"]) ?? "", "base64");
  if (safePng(png)) return { type: "image/png", bytes: png };
  const svg = joinText(data["image/svg+xml"]);
  return svg !== undefined && safeSvg(svg) ? { type: "image/svg+xml", bytes: Buffer.from(svg) } : undefined;
}

/** A page that an output brings; it is only ever shown in a frame in which nothing runs. */
export function pageOf(data: Record<string, unknown>): string | undefined {
  return joinText(data["text/html"]);
}

/** What notebooks written for tslab import as `tslab` (its public interface: https://github.com/yunabe/tslab). */
import { randomUUID } from "node:crypto";
import { backend } from "../display/backend.ts";
import { VERSION } from "../version.ts";

/** Shows content of one MIME type at a time. */
export interface Display {
  javascript(s: string): void;
  html(s: string): void;
  markdown(s: string): void;
  latex(s: string): void;
  svg(s: string): void;
  png(b: Uint8Array): void;
  jpeg(b: Uint8Array): void;
  gif(b: Uint8Array): void;
  pdf(b: Uint8Array): void;
  text(s: string): void;
  raw(contentType: string, b: string | Uint8Array): void;
}

/** Shows rich content in the cell. */
export const display: Display = displayThrough((bundle) => backend().display(bundle));

/** A display that overwrites its own content. */
export function newDisplay(): Display {
  const id = randomUUID();
  let shown = false;
  return displayThrough((bundle) => {
    if (shown) backend().update(id, bundle);
    else backend().display(bundle, id);
    shown = true;
  });
}

/** The versions of what runs the notebook; tslab's own place is taken by this kernel. */
export const versions: { tslab: string; typescript: string; node: string } = {
  tslab: `gradlab ${VERSION}`,
  typescript: "7",
  node: process.version,
};

function displayThrough(publish: (bundle: Record<string, string>) => void): Display {
  const raw = (contentType: string, content: string | Uint8Array): void => {
    const data = typeof content === "string" ? content : Buffer.from(content).toString("base64");
    publish({ [contentType]: data });
  };
  const as = (contentType: string) => (content: string | Uint8Array) => raw(contentType, content);
  return {
    javascript: as("text/javascript"),
    html: as("text/html"),
    markdown: as("text/markdown"),
    latex: as("text/latex"),
    svg: as("image/svg+xml"),
    png: as("image/png"),
    jpeg: as("image/jpeg"),
    gif: as("image/gif"),
    pdf: as("application/pdf"),
    text: as("text/plain"),
    raw,
  };
}

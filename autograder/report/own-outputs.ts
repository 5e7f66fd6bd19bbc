/** What the student's own notebook showed when it was handed in: texts and pictures, as data. Nothing here earns points. */
import { INTAKE_LIMITS } from "../intake/limits.ts";
import { isObject, parse } from "../intake/parse.ts";
import { sourceText } from "../intake/source.ts";
import { safePng, safeSvg } from "./safe-picture.ts";

export interface OwnOutput {
  /** Position of its cell in the notebook, from 1. */
  cell: number;
  /** The first line of the cell, to recognise it. */
  line: string;
  /** Text that it printed; empty where it printed none. */
  text: string;
  /** `data:` addresses of its pictures. */
  pictures: string[];
}

const TEXT = 1500;
/** Bytes of one picture and of all, as base64. */
const PICTURE = 600_000;
const PICTURES = 2_400_000;

/** The outputs of a notebook's code cells; none where it cannot be read. */
export function ownOutputs(bytes: Uint8Array): OwnOutput[] {
  const parsed = parse(bytes, INTAKE_LIMITS);
  if (!parsed.ok || !Array.isArray(parsed.value.cells)) return [];
  let left = PICTURES;
  return parsed.value.cells.flatMap((cell: unknown, index) => {
    if (!isObject(cell) || cell.cell_type !== "code" || !Array.isArray(cell.outputs)) return [];
    const outputs = cell.outputs.filter(isObject);
    const pictures = outputs
      .flatMap((output) => pictureOf(output.data))
      .filter(({ length }) => {
        if (length > left) return false;
        left -= length;
        return true;
      });
    const text = outputs.map(textOf).join("").trim().slice(0, TEXT);
    if (text === "" && pictures.length === 0) return [];
    return [{ cell: index + 1, line: firstLine(cell.source), text, pictures }];
  });
}

function textOf(output: Record<string, unknown>): string {
  if (output.output_type === "stream") return sourceText(output.text) ?? "";
  if (output.output_type === "error") return `${String(output.ename)}: ${String(output.evalue)}\n`;
  const data = isObject(output.data) ? output.data : {};
  return pictureOf(data).length > 0 ? "" : `${sourceText(data["text/plain"]) ?? ""}\n`;
}

/** One picture of an output, a PNG or else a drawing, of bounded cost; within `img` neither can run anything or ask for anything. */
function pictureOf(data: unknown): string[] {
  if (!isObject(data)) return [];
  const png = sourceText(data["image/png"])?.replace(/\s/g, "");
  if (png && png.length <= PICTURE && /^[A-Za-z0-9+/=]+$/.test(png) && safePng(Buffer.from(png, "base64")))
    return [`data:image/png;base64,${png}`];
  const svg = sourceText(data["image/svg+xml"]);
  if (svg === undefined || svg.length > PICTURE / 2 || !safeSvg(svg)) return [];
  return [`data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`];
}

function firstLine(source: unknown): string {
  return (sourceText(source) ?? "").split("\n").find((line) => line.trim() !== "") ?? "";
}

/** Which pictures of a submission may be shown: small ones do not unfold into gigabytes, and drawings hold nothing but shapes. */

/** Pixels of one side, and of the whole. */
const SIDE = 8_000;
const PIXELS = 24_000_000;
/** Copies of shapes in one drawing: plots repeat the letters of their labels. */
const COPIES = 20_000;

const PNG_START = Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");

/** Whether a PNG's header announces a picture of bounded size. @see https://www.w3.org/TR/png-3/#11IHDR */
export function safePng(bytes: Buffer): boolean {
  if (bytes.length < 33 || !bytes.subarray(0, PNG_START.length).equals(PNG_START)) return false;
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  // An animation brings frames of its own, as many as it likes.
  return width <= SIDE && height <= SIDE && width * height <= PIXELS && !bytes.includes("acTL");
}

/** What a drawing needs for no plot: declarations with entities, scripts, other documents, filters and movements without end. */
const NOT_SHAPES =
  /<!(?!--|\[CDATA\[)|<\s*(script|foreignObject|image|feImage|filter|iframe|set|animate\w*)\b|\bon\w+\s*=/i;

/** Shapes that hold no others: a copy of one of them is one shape more, where a copy of a group may hold copies. */
const LEAVES = new Set(["path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text"]);

/** Whether an SVG's cost is bounded by its length: no entities, nothing that runs, and only single shapes are copied. */
export function safeSvg(text: string): boolean {
  if (NOT_SHAPES.test(text.replace(/<!DOCTYPE svg PUBLIC "[^"<>[\]]*"\s+"[^"<>[\]]*">/i, ""))) return false;
  const copied = [...text.matchAll(/<use\b[^>]*?href\s*=\s*["']#([^"']*)["']/gi)].map(([, id]) => id);
  if (copied.length !== (text.match(/<use\b/gi) ?? []).length || copied.length > COPIES) return false;
  if (/<pattern\b|<mask\b|<marker\b/i.test(text) && copied.length > 0) return false;
  const owners = new Map(
    [...text.matchAll(/<([a-z]+)\b[^>]*?\sid\s*=\s*["']([^"']*)["']/gi)].map(([, tag, id]) => [id, tag]),
  );
  return copied.every((id) => LEAVES.has(owners.get(id) ?? ""));
}

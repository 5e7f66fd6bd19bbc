import { safePng, safeSvg } from "./safe-picture.ts";

function png(width: number, height: number, rest = "IDAT"): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.write(rest, 37, "latin1");
  return bytes;
}

test.each<[string, boolean, Buffer]>([
  ["a plot", true, png(1200, 800)],
  ["a hundred thousand pixels wide and high", false, png(100_000, 100_000)],
  ["four thousand million pixels wide", false, png(2 ** 32 - 1, 1)],
  ["an animation", false, png(10, 10, "acTL")],
  ["half a header", false, png(10, 10).subarray(0, 20)],
  ["another format", false, Buffer.from("GIF89a".repeat(9))],
])("a PNG that is %s: %p", (_, safe, bytes) => {
  expect(safePng(bytes)).toBe(safe);
});

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
const DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">';

test.each<[string, boolean, string]>([
  ["of paths", true, svg('<g id="a"><path d="M0 0"/></g>')],
  [
    "with letters that are copied, as matplotlib draws them",
    true,
    `${DOCTYPE}${svg('<defs><path id="L" d="M0 0"/></defs><use xlink:href="#L"/><use xlink:href="#L"/>')}`,
  ],
  ["with entities within entities", false, `<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "lol">]>${svg("&a;")}`],
  ["with copies of groups of copies", false, svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')],
  ["with a copy of something that is written in another way", false, svg("<use href=#b />")],
  ["with a script", false, svg("<script>1</script>")],
  ["with a handler", false, svg('<path onload="1" d=""/>')],
  ["with HTML", false, svg("<foreignObject/>")],
  ["with another document", false, svg('<image href="https://example.org/x.svg"/>')],
  ["with a filter", false, svg('<filter id="f"/>')],
])("a drawing %s: %p", (_, safe, text) => {
  expect(safeSvg(text)).toBe(safe);
});

import { decode, encode } from "fast-png";
import { filterGrid, imageGrid } from "./image-grid.ts";
import { Picture, readPng } from "./picture.ts";

function view(values: number[], shape: number[]) {
  const stride = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  return { data: Float64Array.from(values), shape, stride, offset: 0 };
}

const pixel = (picture: Picture, x: number, y: number) => [
  ...picture.rgb.subarray((y * picture.width + x) * 3, (y * picture.width + x) * 3 + 3),
];

test("two gray images side by side, each over its own range, with a white gap", () => {
  const sheet = imageGrid(view([0, 1, 2, 3, 10, 10, 10, 20], [2, 2, 2]), { columns: 2, enlarge: 1 });
  expect([sheet.width, sheet.height]).toEqual([5, 2]);
  expect(pixel(sheet, 1, 0)).toEqual([85, 85, 85]);
  expect(pixel(sheet, 2, 0)).toEqual([255, 255, 255]);
  expect([pixel(sheet, 3, 0)[0], pixel(sheet, 4, 1)[0]]).toEqual([0, 255]);
});

test("channels first and channels last give the same colours", () => {
  const first = imageGrid(view([255, 0, 0, 128, 0, 64], [1, 3, 1, 2]), { enlarge: 1, range: [0, 255] });
  const last = imageGrid(view([255, 0, 0, 0, 128, 64], [1, 1, 2, 3]), { enlarge: 1, range: [0, 255] });
  expect(pixel(first, 0, 0)).toEqual([255, 0, 0]);
  expect(pixel(first, 1, 0)).toEqual([0, 128, 64]);
  expect(last.rgb).toEqual(first.rgb);
});

test("a view with other strides is read as a view", () => {
  const transposed = { data: Float64Array.of(0, 1, 2, 3), shape: [2, 2], stride: [1, 2], offset: 0 };
  expect(pixel(imageGrid(transposed, { enlarge: 1 }), 1, 0)).toEqual([170, 170, 170]);
});

test("small images are enlarged to be seen, pixel by pixel", () => {
  const sheet = imageGrid(view([0, 1, 2, 3], [2, 2]));
  expect([sheet.width, sheet.height]).toEqual([64, 64]);
  expect([pixel(sheet, 31, 0)[0], pixel(sheet, 32, 0)[0]]).toEqual([0, 85]);
});

test("values that are not finite, and images of one value, do not break the picture", () => {
  expect(pixel(imageGrid(view([Number.NaN, 0, 1, 1], [2, 2]), { enlarge: 1 }), 1, 1)).toEqual([255, 255, 255]);
  expect(pixel(imageGrid(view([7, 7, 7, 7], [2, 2]), { enlarge: 1 }), 0, 0)).toEqual([0, 0, 0]);
});

test("columns of a fully-connected layer become images", () => {
  // D = 4 = 1 x 2 x 2, F = 2: column 0 is 0 1 2 3
  const sheet = filterGrid(view([0, 9, 1, 9, 2, 9, 3, 9], [4, 2]), { enlarge: 1, columns: 2 });
  expect([pixel(sheet, 0, 0)[0], pixel(sheet, 1, 0)[0], pixel(sheet, 0, 1)[0], pixel(sheet, 1, 1)[0]]).toEqual([
    0, 85, 170, 255,
  ]);
});

test("a wrong shape is named", () => {
  expect(() => imageGrid(view([1, 2], [2]))).toThrow(/imageGrid: expected images of shape .* got \(2\)/);
  expect(() => filterGrid(view([1, 2, 3, 4], [4, 1]), { shape: [3, 2, 2] })).toThrow(/\[C, H, W\] of 4 values/);
});

test("a picture shows itself as PNG that another reader reads back", () => {
  const picture = new Picture(2, 1, Uint8Array.of(255, 0, 0, 0, 0, 255));
  const display = (picture as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for("Jupyter.display")];
  const bytes = Buffer.from(display.call(picture)["image/png"], "base64");
  expect([...decode(bytes).data]).toEqual([255, 0, 0, 0, 0, 255]);
  expect(readPng(bytes).rgb).toEqual(picture.rgb);
});

test("gray pictures and pictures with alpha are read as colours", () => {
  const gray = encode({ width: 2, height: 1, data: Uint8Array.of(7, 200), channels: 1, depth: 8 });
  expect([...readPng(gray).rgb]).toEqual([7, 7, 7, 200, 200, 200]);
  const alpha = encode({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3, 128), channels: 4, depth: 8 });
  expect([...readPng(alpha).rgb]).toEqual([1, 2, 3]);
  const deep = encode({ width: 1, height: 1, data: Uint16Array.of(65535, 257, 0), channels: 3, depth: 16 });
  expect([...readPng(deep).rgb]).toEqual([255, 1, 0]);
});

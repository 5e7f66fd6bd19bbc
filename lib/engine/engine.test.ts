import { EngineChoice } from "./choose.ts";
import type { Engine, Floats, MatmulSize } from "./engine.ts";
import { typescriptEngine } from "./typescript.ts";

const native = new EngineChoice("tensorflow").load() as Engine;
const engines = [native, typescriptEngine];

/** Values that need more digits than float32 has. */
function values(Memory: new (n: number) => Floats, n: number): Floats {
  return new Memory(n).map((_: number, i: number) => Math.sin(i + 1) + 1e-9 * i);
}

function product(a: Floats, b: Floats, { m, k, n, transposeA, transposeB, batch = 1 }: MatmulSize): number[] {
  const out: number[] = [];
  for (let s = 0; s < batch; s++)
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) {
          const x = a[s * m * k + (transposeA ? l * m + i : i * k + l)];
          sum += x * b[s * k * n + (transposeB ? j * k + l : l * n + j)];
        }
        out.push(sum);
      }
  return out;
}

describe.each(engines.map((engine) => [engine.name, engine] as const))("%s", (_, engine) => {
  test.each([
    [{ m: 5, k: 7, n: 3 }],
    [{ m: 6, k: 4, n: 300, transposeA: true }],
    [{ m: 1, k: 9, n: 5, transposeB: true }],
    [{ m: 4, k: 3, n: 2, transposeA: true, transposeB: true, batch: 3 }],
    [{ m: 0, k: 3, n: 2 }],
  ])("multiplies %j in float64", (size: MatmulSize) => {
    const batch = size.batch ?? 1;
    const a = values(Float64Array, batch * size.m * size.k);
    const b = values(Float64Array, batch * size.k * size.n);
    const out = engine.matmul(a, b, size);
    expect(Object.prototype.toString.call(out)).toBe("[object Float64Array]");
    const expected = product(a, b, size);
    expect(out.length).toBe(expected.length);
    expected.forEach((value, i) => {
      expect(Math.abs(out[i] - value)).toBeLessThan(1e-13);
    });
  });

  test("keeps digits that float32 would lose", () => {
    const out = engine.matmul(Float64Array.of(1, 1e-12), Float64Array.of(15, 3), { m: 1, k: 2, n: 1 });
    expect(out[0]).toBe(15.000000000003);
  });

  test("multiplies in float32", () => {
    const size = { m: 9, k: 33, n: 17 };
    const a = values(Float32Array, 9 * 33);
    const b = values(Float32Array, 33 * 17);
    const out = engine.matmul(a, b, size);
    expect(Object.prototype.toString.call(out)).toBe("[object Float32Array]");
    product(a, b, size).forEach((value, i) => {
      expect(Math.abs(out[i] - value)).toBeLessThan(1e-5);
    });
  });
});

/** The cells that are run, in both languages: as alike as the languages allow. */
import type { Peer } from "./peers.ts";

interface Texts {
  /** A name for completion and inspection. */
  define: string;
  half: string;
  call: string;
  /** Cell `n` of a "run all": prints its own number. */
  print(n: number): string;
  /** A new cell of 50 lines. */
  long(n: number): string;
  flood: string;
  /** Prints one string of 100 MB. */
  longString: string;
}

const typescript: Texts = {
  define: "/** Doubles a number. */\nfunction doubledValue(x: number): number { return 2 * x }",
  half: "doubledV",
  call: "doubledValue(1)",
  print: (n) => `console.log("cell", ${n})`,
  long: (n) =>
    [
      "const table = [1, 2, 3];".replace("table", `table${n}`),
      ...Array.from({ length: 12 }, (_, i) => [
        `function work${n}_${i}(x: number, names: string[] = []) {`,
        `  const sizes = names.map((name) => name.length * x + ${i});`,
        "  return { sizes, total: sizes.reduce((a, b) => a + b, 0) };",
        "}",
      ]).flat(),
      `work${n}_1(${n}, ["a", "b"]).total`,
    ].join("\n"),
  flood: "for (let i = 0; i < 100_000; i++) console.log(i)",
  longString: 'console.log("x".repeat(100_000_000))',
};

const python: Texts = {
  define: 'def doubledValue(x):\n    """Doubles a number."""\n    return 2 * x',
  half: "doubledV",
  call: "doubledValue(1)",
  print: (n) => `print("cell", ${n})`,
  long: (n) =>
    [
      `table${n} = [1, 2, 3]`,
      ...Array.from({ length: 12 }, (_, i) => [
        `def work${n}_${i}(x, names=()):`,
        `    sizes = [len(name) * x + ${i} for name in names]`,
        '    return {"sizes": sizes, "total": sum(sizes)}',
        "",
      ]).flat(),
      `work${n}_1(${n}, ["a", "b"])["total"]`,
    ].join("\n"),
  flood: "for i in range(100_000): print(i)",
  longString: 'print("x" * 100_000_000)',
};

export function cellsFor({ language }: Peer): Texts {
  return language === "python" ? python : typescript;
}

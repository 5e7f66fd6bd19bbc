/** Iris, real or made: four measures of a flower, three species. */
import { readFileSync } from "node:fs";
import type { NdArray } from "gradlab/lib";
import { arrayOf, labelsOf } from "../array.ts";
import { DEFAULT_SEED, Draw, type Seed } from "../draw.ts";
import { DataFileError } from "../error.ts";
import { dataFolders, findData } from "../folder.ts";
import { type Source, sourceOf } from "../source.ts";

export interface IrisData {
  /** (150, 4) float64: sepal length and width, petal length and width, in cm. */
  X: NdArray;
  /** (150,) int32: the species' number. */
  y: NdArray;
  classes: string[];
}

/**
 * Loads Iris or its stand-in.
 *
 * @throws DataFileError where the real file is missing or not what it should be
 */
export function getIrisData(options: { source?: Source; seed?: Seed } = {}): IrisData {
  if (sourceOf(options.source) === "synthetic") return parseIris(makeSyntheticIris(options.seed), "synthetic iris.csv");
  const path = findData(["iris/iris.csv"]);
  if (path) return parseIris(readFileSync(path, "utf8"), path);
  const where = `the file in ${dataFolders().join(" or ")}`;
  throw new DataFileError("iris/iris.csv", where, "no such file", "run `gradlab data get iris`");
}

/**
 * Reads scikit-learn's file: a line `150,4,setosa,versicolor,virginica`, then four measures and the species' number
 * in every line.
 */
export function parseIris(text: string, name = "iris.csv"): IrisData {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const [count, features, ...classes] = (lines[0] ?? "").split(",");
  if (!(Number(count) > 0) || features !== "4" || classes.length < 2) {
    throw new DataFileError(
      name,
      "a first line like 150,4,setosa,versicolor,virginica",
      JSON.stringify(lines[0] ?? ""),
    );
  }
  if (lines.length - 1 !== Number(count)) {
    throw new DataFileError(name, `${count} flowers`, `${lines.length - 1}`, "the file is truncated: get it again");
  }
  const rows = lines.slice(1).map((line, i) => rowOf(line, name, i + 2, classes.length));
  return {
    X: arrayOf(Float64Array.from(rows.flatMap((row) => row.slice(0, 4))), [rows.length, 4]),
    y: labelsOf(rows.map((row) => row[4])),
    classes,
  };
}

function rowOf(line: string, name: string, number: number, classes: number): number[] {
  const row = line.split(",").map(Number);
  const right =
    row.length === 5 && row.every(Number.isFinite) && Number.isInteger(row[4]) && row[4] >= 0 && row[4] < classes;
  if (right) return row;
  throw new DataFileError(
    `${name}, line ${number}`,
    `four measures and a species from 0 to ${classes - 1}`,
    JSON.stringify(line),
  );
}

/** Made species: where their measures lie (cm), how far they spread, and how they move together. */
const SPECIES = [
  { name: "alpha", mean: [5.0, 3.4, 1.5, 0.25], std: [0.35, 0.38, 0.17, 0.1] },
  { name: "beta", mean: [5.9, 2.8, 4.3, 1.3], std: [0.5, 0.3, 0.45, 0.2] },
  { name: "gamma", mean: [6.6, 3.0, 5.6, 2.05], std: [0.6, 0.32, 0.53, 0.26] },
];

/** The stand-in as a file in the same format: 50 flowers of each of three made species, the last two close together. */
export function makeSyntheticIris(seed: Seed = DEFAULT_SEED): string {
  const draw = new Draw(seed);
  const rows = SPECIES.flatMap(({ mean, std }, label) =>
    Array.from({ length: 50 }, () => {
      const size = draw.normal();
      const measures = mean.map((m, i) => Math.max(0.1, m + std[i] * (0.7 * size + 0.7 * draw.normal())));
      return [...measures.map((m) => m.toFixed(1)), label].join(",");
    }),
  );
  return `${[`150,4,${SPECIES.map(({ name }) => name).join(",")}`, ...rows].join("\n")}\n`;
}

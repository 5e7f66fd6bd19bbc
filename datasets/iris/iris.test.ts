import { testOnReal } from "../real-data.fixture.ts";
import { getIrisData, makeSyntheticIris, parseIris } from "./iris.ts";

const FILE = "3,4,setosa,versicolor\r\n5.1,3.5,1.4,0.2,0\r\n7.0,3.2,4.7,1.4,1\r\n4.9,3.0,1.4,0.2,0\r\n";

test("measures, species and names are read", () => {
  const { X, y, classes } = parseIris(FILE);
  expect(X.toArray()).toEqual([
    [5.1, 3.5, 1.4, 0.2],
    [7, 3.2, 4.7, 1.4],
    [4.9, 3, 1.4, 0.2],
  ]);
  expect([...y.data]).toEqual([0, 1, 0]);
  expect(classes).toEqual(["setosa", "versicolor"]);
});

test.each([
  ["another file", "sepal_length,species\n1,2", /first line like 150,4,setosa.* got "sepal_length,species"/],
  ["truncated", FILE.slice(0, 45), /expected 3 flowers, got 2; the file is truncated/],
  [
    "a bad row",
    FILE.replace("4.7", "x"),
    /iris\.csv, line 3: expected four measures and a species from 0 to 1, got "7.0,3.2,x,1.4,1"/,
  ],
  ["a species that is none", FILE.replace("1.4,1\r", "1.4,2\r"), /line 3/],
  ["empty", "", /first line/],
])("%s is named", (_name, text, message) => {
  expect(() => parseIris(text)).toThrow(message);
});

test("the stand-in is a file of the same format, 50 flowers of each species, the same for the same seed", () => {
  const { X, y } = getIrisData({ source: "synthetic" });
  expect([X.shape, y.shape]).toEqual([[150, 4], [150]]);
  expect([0, 1, 2].map((label) => y.data.filter((species: number) => species === label).length)).toEqual([50, 50, 50]);
  expect(makeSyntheticIris(3)).toBe(makeSyntheticIris(3));
  expect(makeSyntheticIris(3)).not.toBe(makeSyntheticIris(4));
});

testOnReal("the real set", "iris/iris.csv", () => {
  const { X, y, classes } = getIrisData({ source: "real" });
  expect(classes).toEqual(["setosa", "versicolor", "virginica"]);
  expect(X.shape).toEqual([150, 4]);
  // the means that every description of the set gives: 5.84, 3.06, 3.76, 1.20
  expect([...X.mean(0).data].map((mean: number) => mean.toFixed(2))).toEqual(["5.84", "3.06", "3.76", "1.20"]);
  expect(y.sum()).toBe(150);
});

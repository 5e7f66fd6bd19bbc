import type { DataSet } from "./types.ts";

const IRIS_CSV = {
  path: "iris.csv",
  digest: { kind: "sha256", hex: "f13ffa8fdd56fd8e6c8d16d4081a3fbd3114bcd0aae4256c43205169cd9d1449" },
} as const;

export const IRIS: DataSet = {
  name: "iris",
  title: "Iris: 150 flowers, 4 measures in cm, 3 species",
  home: "https://archive.ics.uci.edu/dataset/53/iris",
  licence: "CC BY 4.0 (UCI); this copy: BSD-3-Clause (scikit-learn)",
  citation: "Fisher, The use of multiple measurements in taxonomic problems, 1936",
  remote: [
    {
      ...IRIS_CSV,
      url: "https://raw.githubusercontent.com/scikit-learn/scikit-learn/1.5.2/sklearn/datasets/data/iris.csv",
    },
  ],
  contents: [IRIS_CSV],
};

export const HAPT: DataSet = {
  name: "hapt",
  title: "HAPT: waist accelerometer of 30 people, 50 Hz, 6 activities and their transitions",
  home: "https://archive.ics.uci.edu/dataset/341/smartphone+based+recognition+of+human+activities+and+postural+transitions",
  licence: "any commercial use is prohibited; cite the authors",
  citation:
    "Reyes-Ortiz, Oneto, Samà, Parra, Anguita, Transition-Aware Human Activity Recognition Using Smartphones, 2015",
  remote: [
    {
      path: "hapt.zip",
      url: "https://archive.ics.uci.edu/static/public/341/smartphone+based+recognition+of+human+activities+and+postural+transitions.zip",
      unpack: "zip",
    },
  ],
  contents: [{ path: "RawData/labels.txt" }, { path: "RawData/acc_exp01_user01.txt" }],
};

export const ACTIVITY: DataSet = {
  name: "activity",
  title: "Activity windows: trX (N, 150, 3), trY (N, 6), tstX, tstY in one h5 file",
  home: "https://archive.ics.uci.edu/dataset/341/smartphone+based+recognition+of+human+activities+and+postural+transitions",
  licence: "as your course states; the stand-in is free",
  citation: "",
  remote: [],
  contents: [{ path: "activity.h5" }],
  note: "course material without a public home: put the file there, or use the stand-in (`gradlab data make activity`) or HAPT",
};

export const PATCHES: DataSet = {
  name: "patches",
  title: "Natural image patches: data (N, 3, 16, 16) in one h5 file",
  home: "",
  licence: "as your course states; the stand-in is free",
  citation: "Hyvärinen, Hurri, Hoyer, Natural Image Statistics, 2009, for the kind of data",
  remote: [],
  contents: [{ path: "patches.h5" }],
  note: "course material without a public home: put the file there, or use the stand-in (`gradlab data make patches`)",
};

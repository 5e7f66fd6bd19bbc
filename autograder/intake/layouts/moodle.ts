/**
 * Moodle's "Download all submissions": `Ada Lovelace_123_assignsubmission_file_/notebook.ipynb`, or the same in one name where
 * folders are switched off. It does not say when.
 * Source: https://docs.moodle.org/en/Using_Assignment
 */
import { isNotebook } from "../entry-name.ts";
import type { Layout } from "./layout.ts";

const NAME = /(?:^|\/)([^/]+)_(\d+)_assignsubmission_file[/_]/;

export const moodle: Layout = {
  name: "Moodle",
  find(names) {
    const notebooks = names.filter(isNotebook);
    const matches = notebooks.map((file) => ({ file, match: NAME.exec(file) }));
    if (notebooks.length === 0 || matches.some(({ match }) => match === null)) return undefined;
    return matches.map(({ file, match }) => ({ who: { name: match![1] }, file, received: undefined }));
  },
};

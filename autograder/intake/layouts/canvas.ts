/**
 * Canvas's "Download Submissions": one flat folder of `lovelaceada_LATE_123_456_notebook-2.ipynb`: the sortable name without
 * blanks, a mark, the person's number, the submission's number, and the file's own name. It does not say when.
 * Source: https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-download-all-student-submissions-for-an-assignment/ta-p/738
 */
import { basename } from "node:path/posix";
import { isNotebook } from "../entry-name.ts";
import type { Layout } from "./layout.ts";

const NAME = /^([^_/]+)_(?:LATE_)?(\d+)_(\d+)_.+$/;

export const canvas: Layout = {
  name: "Canvas",
  find(names) {
    const notebooks = names.filter(isNotebook);
    const matches = notebooks.map((file) => ({ file, match: NAME.exec(basename(file)) }));
    if (notebooks.length === 0 || matches.some(({ match }) => match === null)) return undefined;
    return matches.map(({ file, match }) => ({ who: { name: match![1] }, file, received: undefined }));
  },
};

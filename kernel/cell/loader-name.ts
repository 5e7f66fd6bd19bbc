/** The global through which a cell's code reaches the module loader (executor/load-module.ts). */
export const LOADER_NAME = "__gradlab";

/** Cells are strict, as modules are. It stands before the first line, so columns there count from after it. */
export const CELL_PREFIX = '"use strict";';

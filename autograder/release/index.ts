/** From a source notebook to the student release. */
export { clearOutputs } from "./clear-outputs.ts";
export { flattenImports, siblingsOf } from "./flatten-imports.ts";
export { lockCells } from "./lock-cells.ts";
export { type Packed, packRelease } from "./pack.ts";
export { RELEASE, release, type Step } from "./release.ts";
export { removeHiddenTests } from "./remove-hidden-tests.ts";
export { CODE_STUB, stripSolutions, TEXT_STUB } from "./strip-solutions.ts";
export { checksum, writeChecksums } from "./write-checksums.ts";
export { writeRelease } from "./write-release.ts";

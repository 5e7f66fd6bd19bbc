/** A notebook's own checks, run over the real kernel. */
export { type Receipt, writeReceipt } from "./receipt.ts";
export { type ValidatedCell, type ValidateOptions, type Validation, validate } from "./validate.ts";

/** Intake: from the bytes that were handed in to the notebook that is graded. */
export { collect } from "./collect.ts";
export { type Collected, collectDownload, type DownloadCollection } from "./collect-download.ts";
export type { Collection, CollectOptions, RefusedEntry, Submission } from "./collection.ts";
export { INTAKE_LIMITS, type IntakeLimits, inWords } from "./limits.ts";
export { gradeInfo, originOf, sandboxCells } from "./notebook.ts";
export { readSubmissionFile } from "./read-file.ts";
export { type RebuildOptions, type Rebuilt, rebuild } from "./rebuild.ts";
export { type SchemaShelf, schemaShelf } from "./schema.ts";
export { sourceText } from "./source.ts";
export { twins } from "./twins.ts";
export type { IntakeWarning, WarningCode } from "./warning.ts";

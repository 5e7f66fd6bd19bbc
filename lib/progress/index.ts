export { DISPLAY_DOOR, type DisplayDoor, displayDoor, type MimeBundle } from "./display-door.ts";
export type { Facts } from "./meter.ts";
export { Progress, type ProgressOptions, type ProgressStream, progress } from "./progress.ts";

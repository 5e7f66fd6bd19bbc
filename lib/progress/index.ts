export { DISPLAY_DOOR, type DisplayDoor, displayDoor, type MimeBundle } from "./display-door.ts";
export { Progress, type ProgressOptions, progress } from "./progress.ts";

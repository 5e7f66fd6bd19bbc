/** The kernel's door for libraries and notebooks: what cells have as names without import. */
export { Comm, type CommMessage, type CommSendOptions, type CommTarget } from "./comm/comm.ts";
export { comms } from "./comm/comms.ts";
export { BACKEND, type DisplayBackend } from "./display/backend.ts";
export { clearOutput, DisplayHandle, type DisplayOptions, display, input } from "./display/display.ts";
export { DRAW, type MimeBundle } from "./display/mime.ts";
export { type InstallOptions, installKernel, uninstallKernel } from "./install/install.ts";
export { kernelsFolder, type Place } from "./install/places.ts";
export { runKernelProcess } from "./server/run-process.ts";

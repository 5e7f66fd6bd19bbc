/** Tells the kernel's own files in a stack. */

const FOLDER = new URL("..", import.meta.url).href;
/** Files of the kernel that students call: they are shown. */
const SHOWN = ["display/"].map((name) => FOLDER + name);

/** Whether a stack frame's file is machinery of the kernel. */
export function isOurs(file: string): boolean {
  return file.startsWith(FOLDER) && !SHOWN.some((folder) => file.startsWith(folder));
}

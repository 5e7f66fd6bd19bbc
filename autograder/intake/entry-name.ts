/** Names of entries in folders and archives: which may become a path, and whose submission they are. */

/** Longest name of one folder or file, in UTF-8 bytes, that all common file systems take. */
const MAX_PART = 255;
const MAX_PATH = 1024;

/** Why a name cannot be used, or undefined. Written for names out of archives, which nobody has checked. */
export function nameProblem(name: string): string | undefined {
  if (name === "") return "an empty name";
  if (Buffer.byteLength(name) > MAX_PATH) return `a path of more than ${MAX_PATH} bytes`;
  if (/\p{Cc}|\p{Surrogate}/u.test(name)) return "a name with control characters";
  if (name.includes("\\")) return "a name with a backslash";
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) return "an absolute path";
  const parts = name.replace(/\/$/, "").split("/");
  if (parts.some((part) => part === ".." || part === "." || part === "")) return "a path that leaves its folder";
  if (parts.some((part) => Buffer.byteLength(part) > MAX_PART)) return `a name of more than ${MAX_PART} bytes`;
  return undefined;
}

/** One key for all names that some file system takes for the same: case and the two ways to write an accent. */
export function nameKey(name: string): string {
  return name.normalize("NFC").toLowerCase().normalize("NFC");
}

const ARCHIVE = /\.(zip|tar|gz|tgz|bz2|tbz2?|xz|txz|zst|7z|rar|jar|lz4?)$/i;

export function isArchive(name: string): boolean {
  return ARCHIVE.test(name);
}

export function isNotebook(name: string): boolean {
  return /\.ipynb$/i.test(name);
}

/** Checkpoints, system litter and hidden files: passed over without a word. */
export function isLitter(name: string): boolean {
  return name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX" || part === "Thumbs.db");
}

/** Whose submission an entry is: its first folder, or its own name without the ending. */
export function studentOf(name: string): string {
  const [first, ...rest] = name.split("/");
  return rest.length > 0 ? first : first.replace(/\.ipynb$/i, "");
}

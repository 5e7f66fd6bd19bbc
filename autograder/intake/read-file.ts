/** Reads one file that was handed in: a plain file of the allowed size, and nothing that only looks like one. */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { INTAKE_LIMITS, type IntakeLimits } from "./limits.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";
import { tooLarge } from "./parse.ts";

/**
 * The bytes of a submission. Its size decides before anything is read; links are not followed; pipes and devices do not block.
 * @param path where the receiving side put the file
 */
export function readSubmissionFile(path: string, limits: IntakeLimits = INTAKE_LIMITS): Outcome<Buffer> {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return refused(cannotOpen(error as NodeJS.ErrnoException));
  }
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) return refused("expected a notebook file, got a folder, a pipe or a device");
    if (facts.nlink > 1) return refused("expected a file of its own, got a hard link to one: hand in a copy");
    if (facts.size > limits.bytes) return refused(tooLarge(facts.size, limits.bytes));
    return accepted(readAll(file, facts.size));
  } finally {
    closeSync(file);
  }
}

function cannotOpen({ code }: NodeJS.ErrnoException): string {
  if (code === "ELOOP") return "expected a notebook file, got a symbolic link: hand in the file itself";
  if (code === "ENOENT") return "expected a notebook file, got none";
  return `expected a notebook file that can be read, got ${code}`;
}

/** At most the size that was looked at: a file that grows meanwhile is cut there. */
function readAll(file: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const got = readSync(file, bytes, length, size - length, null);
    if (got === 0) break;
    length += got;
  }
  return bytes.subarray(0, length);
}

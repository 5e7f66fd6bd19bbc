/** Exit codes that CI can rely on. */
export const EXIT = {
  /** Everything asked for was done, and what was judged passed. */
  ok: 0,
  /** The work was done, and what was judged did not pass (a check failed, a mutant survived, a notebook raised). */
  failed: 1,
  /** The command line was wrong. */
  usage: 2,
  /** The work could not be done (a missing file, no isolation, a broken setup). */
  broken: 3,
} as const;

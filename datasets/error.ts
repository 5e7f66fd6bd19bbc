/** What every loader says when a file is missing, truncated, corrupt or not what it should be. */
export class DataFileError extends Error {
  override name = "DataFileError";

  /**
   * @param file what was read: a file name or path
   * @param expected what a right file holds there
   * @param got what was found
   * @param remedy what the reader of the message can do about it
   */
  constructor(
    readonly file: string,
    readonly expected: string,
    readonly got: string,
    readonly remedy = "",
  ) {
    super(`${file}: expected ${expected}, got ${got}${remedy ? `; ${remedy}` : ""}`);
  }
}

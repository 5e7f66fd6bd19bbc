/** What every loader says when a file is missing, truncated, corrupt or not what it should be. */
export class DataFileError extends Error {
  override name = "DataFileError";

  readonly file: string;
  readonly expected: string;
  readonly got: string;

  /**
   * @param file what was read: a file name or path
   * @param expected what a right file holds there
   * @param got what was found
   * @param remedy what the reader of the message can do about it
   */
  constructor(file: string, expected: string, got: string, remedy = "") {
    super(`${file}: expected ${expected}, got ${got}${remedy ? `; ${remedy}` : ""}`);
    this.file = file;
    this.expected = expected;
    this.got = got;
  }
}

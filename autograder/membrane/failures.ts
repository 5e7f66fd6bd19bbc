/** What can go wrong between the trusted process and the student's. */

/** The student's code threw: an ordinary outcome, which `check.throws` may even ask for. */
export class StudentError extends Error {
  override name = "StudentError";
  /** The `name` of what was thrown, as data. */
  readonly thrownName: string;
  /** The student's stack, as data; may be empty. */
  readonly studentStack: string;

  constructor(thrownName: string, message: string, studentStack = "") {
    super(message);
    this.thrownName = thrownName;
    this.studentStack = studentStack;
  }
}

/** The student's process can no longer be asked: every further question to it throws the same. */
export class MembraneFailure extends Error {
  override name = "MembraneFailure";
}

/** Bytes came back that no honest runner writes; the question scores nothing. */
export class ProtocolViolation extends MembraneFailure {
  override name = "ProtocolViolation";
}

/** The process ended (a limit, a crash, its own exit) before it answered. */
export class SandboxEnded extends MembraneFailure {
  override name = "SandboxEnded";
}

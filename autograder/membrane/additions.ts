/**
 * What student code adds to records that it was given, as batch normalisation keeps its running mean in the record of
 * options. Only keys that the trusted side never set come back: what a check wrote into its record stays as it wrote it,
 * so that no student can change what the reference is asked afterwards.
 */
export class Additions {
  private readonly studentKeys = new WeakMap<object, Set<string>>();

  /** Takes over what came back for `record`, a record that was sent. */
  accept(record: Record<string, unknown>, changed: Record<string, unknown>): void {
    const theirs = this.studentKeys.get(record) ?? new Set<string>();
    for (const key of Object.keys(changed)) {
      if (Object.hasOwn(record, key) && !theirs.has(key)) continue;
      theirs.add(key);
      Object.defineProperty(record, key, { value: changed[key], writable: true, enumerable: true, configurable: true });
    }
    this.studentKeys.set(record, theirs);
  }
}

/** What the student's process has shown to the other side: each thing under one number, for as long as the process lives. */
export class Objects {
  private readonly byId = new Map<number, object>();
  private readonly ids = new WeakMap<object, number>();

  idOf(value: object): number {
    const known = this.ids.get(value);
    if (known !== undefined) return known;
    const id = this.byId.size + 1;
    this.byId.set(id, value);
    this.ids.set(value, id);
    return id;
  }

  get(id: number): object {
    const value = this.byId.get(id);
    if (!value) throw new RangeError(`no object has the number ${id}`);
    return value;
  }
}

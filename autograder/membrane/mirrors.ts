/** Arrays that live in the student's process and are shown in ours: writes to them are carried over before every request. */
import { type ArrayView, elements, scatter, typed, type WireArray, writeArray } from "./wire/array.ts";
import type { ByteWriter } from "./wire/writer.ts";

interface Mirror {
  shown: WeakRef<ArrayView & object>;
  /** The bytes both sides agreed on last. */
  agreed: Buffer;
}

const bytesOf = (view: ArrayView) => {
  const { buffer, byteOffset, byteLength } = elements(view);
  return Buffer.from(buffer, byteOffset, byteLength);
};

export class Mirrors {
  private readonly byId = new Map<number, Mirror>();
  private readonly ids = new WeakMap<object, number>();

  private readonly make: (array: WireArray) => object;

  /** @param make makes an array of our own from what came */
  constructor(make: (array: WireArray) => object) {
    this.make = make;
  }

  /** The array shown for `id`, brought to what just came; the same object as before where shape and dtype are unchanged. */
  show(id: number, array: WireArray): object {
    const known = this.byId.get(id)?.shown.deref();
    if (known && known.dtype === array.dtype && known.shape.join() === array.shape.join()) {
      scatter(known, typed(array));
      this.byId.get(id)!.agreed = Buffer.from(bytesOf(known));
      return known;
    }
    const made = this.make(array) as ArrayView & object;
    this.byId.set(id, { shown: new WeakRef(made), agreed: Buffer.from(array.data.slice(0)) });
    this.ids.set(made, id);
    return made;
  }

  idOf(value: object): number | undefined {
    return this.ids.get(value);
  }

  /** Writes how many arrays were changed here since the last request, then each with its number. */
  writeChanges(writer: ByteWriter): void {
    const countAt = writer.length;
    let count = 0;
    writer.u32(0);
    for (const [id, mirror] of this.byId) {
      const view = mirror.shown.deref();
      if (!view) this.byId.delete(id);
      else if (this.writeChange(writer, id, view, mirror)) count++;
    }
    writer.patchU32(countAt, count);
  }

  private writeChange(writer: ByteWriter, id: number, view: ArrayView, mirror: Mirror): boolean {
    const now = bytesOf(view);
    if (now.equals(mirror.agreed)) return false;
    writer.u32(id);
    writeArray(writer, view);
    mirror.agreed = Buffer.from(now);
    return true;
  }
}

/**
 * Decoders of text that are made when they are first used: packages make some as they are loaded, and a snapshot cannot hold
 * what lies behind one. Imported first.
 */
import { startupSnapshot } from "node:v8";

const Decoder = globalThis.TextDecoder;
type Decoding = InstanceType<typeof Decoder>;

class LateDecoder {
  private readonly made: ConstructorParameters<typeof Decoder>;
  private decoder: Decoding | undefined;

  constructor(...made: ConstructorParameters<typeof Decoder>) {
    this.made = made;
  }

  decode(...args: Parameters<Decoding["decode"]>): string {
    if (globalThis.TextDecoder !== Decoder) throw new TypeError("nothing can be decoded while a snapshot is made");
    this.decoder ??= new Decoder(...this.made);
    return this.decoder.decode(...args);
  }
}

const building = startupSnapshot.isBuildingSnapshot();
if (building) globalThis.TextDecoder = LateDecoder as never;

/** Gives the rest of the program Node's own decoders. */
export function restoreDecoders(): void {
  globalThis.TextDecoder = Decoder;
}

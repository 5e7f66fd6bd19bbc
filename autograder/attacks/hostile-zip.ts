/** A zip archive with whatever names, types, flags and sizes an attacker wants; what ordinary writers refuse. (APPNOTE 6.3.9, stored entries.) */
import { crc32 } from "node:zlib";

export interface HostileEntry {
  name: string;
  data?: Buffer | string;
  /** Unix mode with the file type, e.g. 0o120777 for a symbolic link. */
  mode?: number;
  /** General purpose bits; 1 means encrypted. */
  flags?: number;
  /** The unpacked size that the header claims. */
  claims?: number;
  /** Compression method; 0 stored, 8 deflated. */
  method?: number;
}

export function hostileZip(entries: readonly HostileEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = headers(entry, offset);
    locals.push(local);
    centrals.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function headers(
  { name, data = "{}", mode = 0o100644, flags = 0x800, claims, method = 0 }: HostileEntry,
  offset: number,
) {
  const bytes = Buffer.from(data);
  const path = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(crc32(bytes), 10);
  common.writeUInt32LE(bytes.length, 14);
  common.writeUInt32LE(claims ?? bytes.length, 18);
  common.writeUInt16LE(path.length, 22);
  const local = Buffer.concat([signature(0x04034b50), common, path, bytes]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE((mode << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  const madeBy = Buffer.from([20, 3]);
  return { local, central: Buffer.concat([signature(0x02014b50), madeBy, common, rest, path]) };
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

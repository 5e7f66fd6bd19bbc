/** MurmurHash2 (Austin Appleby, public domain), by which JupyterLab names the file of a cell: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash2.cpp */

const M = 0x5bd1e995;

/** The 32-bit hash of a text's UTF-8 bytes. */
export function murmur2(text: string, seed: number): number {
  const data = Buffer.from(text);
  const whole = data.length & ~3;
  let h = seed ^ data.length;
  for (let at = 0; at < whole; at += 4) {
    let k = Math.imul(data.readInt32LE(at), M);
    k = Math.imul(k ^ (k >>> 24), M);
    h = Math.imul(h, M) ^ k;
  }
  const rest = data.length & 3;
  if (rest === 3) h ^= data[whole + 2] << 16;
  if (rest >= 2) h ^= data[whole + 1] << 8;
  if (rest >= 1) h = Math.imul(h ^ data[whole], M);
  h = Math.imul(h ^ (h >>> 13), M);
  return (h ^ (h >>> 15)) >>> 0;
}

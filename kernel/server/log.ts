/** The kernel's log: short lines, and not more of them in a minute than anybody reads, whatever a client sends. */

const PER_MINUTE = 100;
const LONGEST = 300;

/** A log that writes whole lines with `write` and says how many it left out. */
export function boundedLog(write: (line: string) => void, now: () => number = Date.now): (text: string) => void {
  let minute = 0;
  let count = 0;
  return (text) => {
    const present = Math.floor(now() / 60_000);
    if (present !== minute) {
      if (count > PER_MINUTE) write(`gradlab kernel: ${count - PER_MINUTE} more lines left out\n`);
      minute = present;
      count = 0;
    }
    count += 1;
    if (count <= PER_MINUTE) write(`gradlab kernel: ${text.slice(0, LONGEST)}\n`);
  };
}

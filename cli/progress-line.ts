/** One line on stderr that says how far a batch is: rewritten on a terminal, a line per tenth elsewhere. */

export interface ProgressLine {
  step(done: number, what: string): void;
  end(): void;
}

export function progressLine(verb: string, total: number): ProgressLine {
  const started = Date.now();
  const { stderr } = process;
  let tenth = 0;
  return {
    step(done, what) {
      const left = ((Date.now() - started) / done) * (total - done);
      const text = `${verb} ${done}/${total}, ${clock(left)} left, last: ${plain(what)}`;
      if (stderr.isTTY) stderr.write(`\r\u001b[K${text}`);
      else if (Math.floor((10 * done) / total) > tenth) {
        tenth = Math.floor((10 * done) / total);
        stderr.write(`${text}\n`);
      }
    },
    end() {
      if (stderr.isTTY) stderr.write("\r\u001b[K");
    },
  };
}

function clock(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Names come from outside: no control character reaches a terminal. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "?").slice(0, 40);
}

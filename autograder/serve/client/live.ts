/** Follows running batches by server-sent events and writes their progress where a page has a place for it. */

interface Progress {
  assignment: string;
  running: boolean;
  done: number;
  total: number;
  words: string;
}

export function followBatches(): void {
  const places = [...document.querySelectorAll<HTMLElement>("[data-batch]")];
  if (places.length === 0) return;
  const running = new Set(
    places.filter((place) => place.dataset.running === "true").map(({ dataset }) => dataset.batch),
  );
  const events = new EventSource("/live");
  events.addEventListener("batches", (event) => {
    for (const progress of JSON.parse(event.data) as Progress[]) {
      for (const place of places) if (place.dataset.batch === progress.assignment) show(place, progress);
      if (progress.running) running.add(progress.assignment);
      else if (running.delete(progress.assignment)) showNews();
    }
  });
}

function show(place: HTMLElement, { running, done, total, words }: Progress): void {
  place.hidden = false;
  place.dataset.running = String(running);
  const bar = place.querySelector("progress");
  if (bar) {
    bar.hidden = !running;
    bar.max = Math.max(total, 1);
    bar.value = done;
  }
  const text = place.querySelector("[data-words]");
  if (text && text.textContent !== words) text.textContent = words;
}

/** New results are there; the page does not change below the reader, it offers to. */
function showNews(): void {
  for (const news of document.querySelectorAll<HTMLElement>("[data-news]")) news.hidden = false;
}

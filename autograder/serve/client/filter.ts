/** Hides the rows of a table that do not hold what is typed above it. */

export function filterRows(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-filters]")) {
    const rows = [...document.querySelectorAll<HTMLTableRowElement>(`#${input.dataset.filters} tbody tr`)];
    const texts = rows.map((row) => (row.querySelector("th")?.textContent ?? "").toLowerCase());
    const count = document.querySelector<HTMLElement>(`[data-count="${input.dataset.filters}"]`);
    const filter = () => {
      const wanted = input.value.trim().toLowerCase();
      rows.forEach((row, index) => {
        row.hidden = !texts[index].includes(wanted);
      });
      if (count) count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} shown`;
    };
    input.addEventListener("input", filter);
    if (input.value !== "") filter(); // typed before this script ran, or kept by the browser
  }
}

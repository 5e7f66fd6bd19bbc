/** A click on a figure of the class table leads to that question of that student; by keyboard the row's name leads to the page. */

/** Columns before the first question: student and points. */
const BEFORE = 2;

export function followCells(): void {
  const body = document.querySelector<HTMLTableSectionElement>("table[data-cells] tbody");
  body?.addEventListener("click", ({ target }) => {
    const cell = (target as Element).closest("td");
    const link = cell?.closest("tr")?.querySelector<HTMLAnchorElement>("th a");
    if (!cell || !link) return;
    const question = cell.cellIndex - BEFORE + 1;
    location.assign(question > 0 ? `${link.href}#question-${question}` : link.href);
  });
}

/** On every page that has a next and a previous one: j and k go there. */

export function stepByKeyboard(): void {
  document.addEventListener("keydown", (event) => {
    if (isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const rel = event.key === "j" ? "next" : event.key === "k" ? "prev" : undefined;
    if (rel) document.querySelector<HTMLAnchorElement>(`a[rel=${rel}]`)?.click();
  });
}

/** A place where keys are text. */
export function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "checkbox" && target.type !== "submit";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

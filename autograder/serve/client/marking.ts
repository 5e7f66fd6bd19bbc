/** The keyboard of whoever reads free answers: digits tick the rubric, the rest is told on the page. */
import { isField } from "./steps.ts";

export function markByKeyboard(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-marking]");
  if (!form) return;
  const points = form.elements.namedItem("points") as HTMLInputElement;
  const comment = form.elements.namedItem("comment") as HTMLTextAreaElement;
  const items = [...form.querySelectorAll<HTMLInputElement>("input[name=rubric]")];
  for (const item of items) item.addEventListener("change", () => setPoints(points, sumOf(items)));
  for (const button of form.querySelectorAll<HTMLButtonElement>("button[data-comment]"))
    button.addEventListener("click", () => addComment(comment, button.dataset.comment ?? ""));
  for (const button of form.querySelectorAll<HTMLButtonElement>("button[data-points]"))
    button.addEventListener("click", () => setPoints(points, Number(button.dataset.points)));
  let sent = false; // what is typed while the next answer loads is not for this one
  form.addEventListener("submit", () => {
    sent = true;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
  document.addEventListener("keydown", (event) => {
    if (sent) return event.preventDefault();
    const action = actionOf(event, { form, points, comment, items });
    if (!action) return;
    event.preventDefault();
    action();
  });
}

interface Parts {
  form: HTMLFormElement;
  points: HTMLInputElement;
  comment: HTMLTextAreaElement;
  items: HTMLInputElement[];
}

function actionOf(event: KeyboardEvent, { form, points, comment, items }: Parts): (() => void) | undefined {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return () => form.requestSubmit();
  if (event.key === "Escape" && isField(event.target)) return () => (event.target as HTMLElement).blur();
  if (isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const item = items[Number(event.key) - 1];
  if (/^[1-9]$/.test(event.key) && item) return () => item.click();
  switch (event.key) {
    case "f":
      return () => setPoints(points, Number(points.max));
    case "z":
      return () => setPoints(points, 0);
    case "p":
      return () => points.select();
    case "c":
      return () => comment.focus();
    case "Enter":
      return event.target === document.body ? () => form.requestSubmit() : undefined;
    default:
      return undefined;
  }
}

function sumOf(items: readonly HTMLInputElement[]): number {
  return items.reduce((sum, item) => sum + (item.checked ? Number(item.dataset.points) : 0), 0);
}

function setPoints(field: HTMLInputElement, value: number): void {
  field.value = String(Math.min(value, Number(field.max)));
}

function addComment(field: HTMLTextAreaElement, text: string): void {
  field.value = field.value.trim() === "" ? text : `${field.value.trimEnd()}\n${text}`;
  field.focus();
}

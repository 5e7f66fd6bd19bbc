/** What the public checks of one question said: a table in a notebook, lines of text elsewhere. */
import { escapeMarkup } from "../report/html.ts";
import type { Verdict } from "./verdict.ts";

const DRAW = Symbol.for("Jupyter.display");

export class QuestionReport {
  readonly question: string;
  readonly verdicts: readonly Verdict[];
  /** Why checks could not be run, or where they broke off. */
  readonly trouble: string | undefined;

  constructor(question: string, verdicts: readonly Verdict[], trouble?: string) {
    this.question = question;
    this.verdicts = verdicts;
    this.trouble = trouble;
  }

  /** True where every check passed and none was kept from running. */
  get passed(): boolean {
    return this.trouble === undefined && this.verdicts.length > 0 && this.verdicts.every(({ passed }) => passed);
  }

  toString(): string {
    const lines = this.verdicts.flatMap((verdict) => {
      const { label, passed, message, hint } = verdict;
      const said = passed ? foundText(verdict) : (message ?? "");
      return [
        `${passed ? "passed" : "FAILED"}  ${label}${said && `: ${said}`}`,
        ...(!passed && hint ? [`        hint: ${hint}`] : []),
      ];
    });
    return [this.headline(), ...lines, ...(this.trouble ? [this.trouble] : [])].join("\n");
  }

  [DRAW](): Record<string, string> {
    return { "text/plain": this.toString(), "text/html": this.html() };
  }

  private headline(): string {
    const passed = this.verdicts.filter((verdict) => verdict.passed).length;
    return `${this.question}: ${passed} of ${this.verdicts.length} public checks passed`;
  }

  private html(): string {
    const rows = this.verdicts.map((verdict) => {
      const { passed, label, asked, message, hint } = verdict;
      const said = [passed ? foundText(verdict) : (message ?? ""), !passed && hint ? `Hint: ${hint}` : ""].filter(
        Boolean,
      );
      const cells = [passed ? "✓ passed" : "✗ failed", label, asked, said.join(". ")].map(
        (text) => `<td style="text-align:left">${escapeMarkup(text)}</td>`,
      );
      return `<tr>${cells.join("")}</tr>`;
    });
    const head = ["", "check", "asked", "found"].map((text) => `<th style="text-align:left">${text}</th>`).join("");
    const table =
      rows.length > 0 ? `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>` : "";
    const trouble = this.trouble ? `<pre>${escapeMarkup(this.trouble)}</pre>` : "";
    return `<p><strong>${escapeMarkup(this.headline())}</strong></p>${table}${trouble}`;
  }
}

function foundText({ found, kind, tolerance }: Verdict): string {
  if (found === null) return "";
  if (kind === "close" || kind === "golden") return `relative error ${found.toExponential(2)}, allowed ${tolerance}`;
  return kind === "accuracy" ? `${(100 * found).toFixed(1)}%` : String(Number(found.toPrecision(6)));
}

/** Pieces of JUnit XML; every value is escaped, and cut to what a CI system shows. */
import { escapeMarkup } from "./html.ts";
import { visibleLine } from "./visible.ts";

export function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeMarkup(visibleLine(String(value), 500))}"`)
    .join("");
}

/** @param body elements within, made here; empty where the case passed */
export function testCase(group: string, name: string, milliseconds: number, body = ""): string {
  const head = attributes({ classname: group, name, time: seconds(milliseconds) });
  return body === "" ? `<testcase${head}/>\n` : `<testcase${head}>${body}</testcase>\n`;
}

export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** The document around its suites. */
export function testSuites(suites: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
}

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { BACKEND } from "../display/backend.ts";
import * as tslab from "./index.ts";

const shown: unknown[][] = [];
const scope = globalThis as Record<symbol, unknown>;

beforeEach(() => {
  shown.length = 0;
  scope[BACKEND] = {
    display: (...args: unknown[]) => shown.push(["display", ...args]),
    update: (...args: unknown[]) => shown.push(["update", ...args]),
  };
});
afterEach(() => {
  delete scope[BACKEND];
});

test("each kind goes out under its MIME type, bytes as base64", () => {
  const bytes = Uint8Array.from([104, 105]);
  tslab.display.html("<b>x</b>");
  tslab.display.javascript("alert(1)");
  tslab.display.png(bytes);
  tslab.display.raw("application/x", bytes);
  tslab.display.text("plain");
  expect(shown).toEqual([
    ["display", { "text/html": "<b>x</b>" }],
    ["display", { "text/javascript": "alert(1)" }],
    ["display", { "image/png": "aGk=" }],
    ["display", { "application/x": "aGk=" }],
    ["display", { "text/plain": "plain" }],
  ]);
});

test("a new display shows once and then overwrites itself", () => {
  const one = tslab.newDisplay();
  const two = tslab.newDisplay();
  one.markdown("a");
  two.svg("<svg/>");
  one.html("b");
  const id = shown[0]![2];
  expect(shown.map((call) => call[0])).toEqual(["display", "display", "update"]);
  expect(shown[2]).toEqual(["update", id, { "text/html": "b" }]);
  expect(shown[1]![2]).not.toBe(id);
});

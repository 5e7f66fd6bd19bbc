import type { IsolationLevel } from "../grade/result.ts";
import { chooseIsolation, type IsolationWish } from "./choose.ts";
import { noLauncher } from "./probe.ts";

/** What is chosen on a machine that has these levels. */
function on(has: IsolationLevel[], wish: IsolationWish = {}): string {
  const chosen = chooseIsolation(wish, ({ name }) =>
    has.includes(name) ? { available: true } : { available: false, reason: "it is not there" },
  );
  return chosen.ok ? chosen.level : chosen.reason;
}

test("the best level that is there is used", () => {
  expect(on(["namespaces", "landlock", "uid", "none"])).toBe("namespaces");
  expect(on(["uid", "landlock"])).toBe("landlock");
});

test("no sandbox at all: refused in words, unless the danger is asked for", () => {
  expect(on(["none"])).toMatch(/^no sandbox on this machine\n {2}namespaces: it is not there; allow user namespaces/);
  expect(on(["none"], { allowUnsafe: true })).toBe("none");
});

test("where a sandbox is there, it is used though none would be accepted", () => {
  expect(on(["uid", "none"], { allowUnsafe: true })).toBe("uid");
});

test("a level below the one that is required is never taken", () => {
  expect(on(["uid", "none"], { require: "landlock", allowUnsafe: true })).toMatch(/^no sandbox of level landlock/);
  expect(on(["namespaces"], { require: "landlock" })).toBe("namespaces");
  expect(on(["namespaces", "landlock"], { exactly: "landlock" })).toBe("landlock");
  expect(on(["namespaces"], { exactly: "landlock" })).toMatch(/^no sandbox of level landlock/);
});

test("elsewhere than on Linux the reason says where to grade instead", () => {
  expect(noLauncher("darwin")).toBe("there is no sandbox for darwin: grade in a Linux container or machine");
  expect(noLauncher("linux")).toContain("npm run setup");
});

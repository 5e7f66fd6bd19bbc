/** The instructor's page in a real browser: the command serves a course, an instructor clicks and types. Pictures go where `GRADLAB_SCREENSHOTS` names a folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type Gradebook, openGradebook } from "../gradebook/index.ts";
import { packageFolder } from "../sandbox/launcher.ts";
import { launchBrowser } from "./browser.ts";
import { ATTACKER, digestOf, makeTinyCourse, TINY } from "./tiny-course.ts";

const ACTION_MS = 15_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let folder: string;
let server: ChildProcess;
let link: URL;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let book: Gradebook;

beforeAll(async () => {
  folder = makeTinyCourse();
  const args = [join(packageFolder, "cli", "gradlab.mjs"), "serve", folder, "--port", "0", "--user", "Grace", "--json"];
  server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: server.stdout! }), "line")) as [string];
  link = new URL(JSON.parse(line).url);
  browser = await launchBrowser();
  book = openGradebook(join(folder, "gradebook.sqlite"));
}, 120_000);

afterAll(async () => {
  book?.close();
  await browser?.close();
  server?.kill("SIGTERM");
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(ACTION_MS);
  await page.goto(link.href);
});
afterEach(() => context.close());

const open = (path: string) => page.goto(new URL(path, link).href);
/** Keys are heard as soon as the page's script has run, which may be after its text is seen. */
const press = async (key: string) => {
  await page.waitForLoadState();
  await page.keyboard.press(key);
};
const bodyText = () => page.locator("body").textContent();

test("the door: a wrong token is told so, the right one lets in under a name", async () => {
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByLabel("Token").fill("wrong");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Token").fill(link.searchParams.get("token")!);
  await page.getByLabel(/Your name/).fill("Emmy");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("heading", { name: "Tiny course" }).waitFor();
  expect(await page.locator(".who").textContent()).toContain("Emmy");
  expect(page.url()).not.toContain("token");
});

test("the class: a row is found by typing, a figure leads to its question, on to the next student", async () => {
  await page.getByRole("link", { name: "Tiny nets" }).first().click();
  await page.getByPlaceholder("Find a student").fill("ada");
  await page.getByText("1 of 3 shown").waitFor();
  expect(await page.locator("#class tbody tr:visible").count()).toBe(1);
  await page.locator("#class tbody tr:visible td").nth(2).click();
  await page.waitForURL(/\/s\/ada#question-2$/);
  await page.getByRole("link", { name: "Changes" }).click();
  expect(await page.locator("tr.added").first().textContent()).toContain("return x + x;");
  await page.getByRole("link", { name: "Next student" }).click();
  await page.getByRole("heading", { name: "Bob Wild" }).waitFor();
  await press("k");
  await page.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
  await press("j");
  await page.getByRole("heading", { name: "Bob Wild" }).waitFor();
  await page.getByText("3 before lateness").or(page.getByText("1 day late")).first().waitFor();
});

test("free answers by keyboard, without names; what is given stands in the gradebook with who and when", async () => {
  await page.getByRole("link", { name: /3 answers to read/ }).click();
  await page.getByRole("link", { name: "Read on" }).click();
  for (let read = 0; read < 3; read++) {
    await page.getByText(`${read} of 3 read`).waitFor();
    const shown = (await page.content()).replaceAll(/name="csrf" value="[^"]*"/g, ""); // any letters, by chance a name
    expect(shown).not.toMatch(/\bada|lovelace|bob|mallory/i);
    await page.getByText("What the notebook shows above it").click();
    await page.frameLocator("iframe.output").getByText("drawn").waitFor();
    await press("Escape");
    await press("1");
    await press("2");
    expect(await page.getByLabel(/^Points/).inputValue()).toBe("3");
    await press("2");
    expect(await page.getByLabel(/^Points/).inputValue()).toBe("1");
    if (read > 0) await page.getByRole("button", { name: "Look at the sum" }).click();
    else {
      await press("c");
      await page.keyboard.type("Look at the sum");
    }
    await press("Control+Enter");
  }
  await page.getByText("Every answer to why is read").waitFor();
  const marks = ["ada", "bob", "mallory"].flatMap((student) => book.marks.history(TINY, student));
  expect(marks).toHaveLength(3);
  for (const { points, comment, author, rubric, given } of marks) {
    expect([points, comment, author, rubric]).toEqual([1, "Look at the sum", "Grace", [0]]);
    expect(Date.now() - Date.parse(given)).toBeLessThan(60_000);
  }
  expect(book.counted(TINY).find(({ result }) => result.student === "ada")?.result.points).toBe(5);
});

test("points of a check are corrected on the submission, and the history says by whom", async () => {
  await open(`/a/${TINY}/s/bob`);
  await page.getByText("Change points or comment").click();
  await page.getByLabel("Points for double").fill("2");
  await page.getByLabel("Comment on double").fill("The idea was right.");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("Saved: 2 points for double").waitFor();
  await page.getByRole("link", { name: "History" }).click();
  expect(await page.locator(".marks").textContent()).toMatch(/double: 2 points by Grace/);
  await open(`/a/${TINY}/s/bob/feedback`);
  expect(await bodyText()).toContain("The idea was right.");
});

test("nothing that a student handed in runs, loads or leaves", async () => {
  const reached: string[] = [];
  await context.route(`${ATTACKER}/**`, (route) => {
    reached.push(route.request().url());
    return route.abort();
  });
  page.on("dialog", (dialog) => reached.push(`dialog ${dialog.message()}`));
  const views = ["", "?view=changes", "?view=notebook", "?view=history", "/feedback"];
  const output = `/a/${TINY}/s/mallory/output/${digestOf("mallory")}/3`;
  const paths = [...views.map((view) => `/a/${TINY}/s/mallory${view}`), `${output}/1`, `${output}/2`, `/a/${TINY}`];
  for (const path of paths) {
    await open(path);
    await page.mouse.wheel(0, 4000);
    await page.waitForTimeout(300);
    expect(await page.evaluate("window.pwned")).toBeUndefined();
    expect(page.url()).toContain(link.origin);
  }
  await open(`/a/${TINY}/s/mallory?view=notebook`);
  expect(await page.locator("iframe.output").getAttribute("sandbox")).toBe("");
  await page.frameLocator("iframe.output").getByText("drawn").waitFor();
  expect(reached).toEqual([]);
  await page.goto("about:blank");
  await page.setContent(`<img src="${ATTACKER}/control.png">`);
  expect(reached).toEqual([`${ATTACKER}/control.png`]); // the trap itself works
});

test("a batch of another process is followed live; its end is told", async () => {
  await open("/");
  const batch = book.batches.start(TINY, "grade", 3);
  batch.step("ada");
  await page.getByText(/1 of 3 graded/).waitFor();
  batch.step("bob");
  batch.step("mallory");
  batch.end();
  await page.getByText("New results are there").waitFor();
  await page.getByRole("link", { name: "Show them" }).click();
  await page.getByRole("heading", { name: "Tiny course" }).waitFor();
});

test("judging again from the page: what has no stored replies is named", async () => {
  await open(`/a/${TINY}`);
  await page.getByRole("button", { name: "Judge again" }).click();
  await page.getByText("Judging again: no student code runs").waitFor();
  await page
    .getByText(/3 must be graded anew/)
    .or(page.getByText("New results are there"))
    .first()
    .waitFor();
  await page.reload();
  expect(await page.getByRole("status").first().textContent()).toMatch(/3 must be graded anew/);
});

test("exports are downloaded with the points that the page shows", async () => {
  await open(`/a/${TINY}/export`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Canvas" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${TINY}-canvas.csv`);
  expect(readFileSync(await download.path(), "utf8")).toMatch(/Ada Lovelace,,ada,ada,,5/);
  await page.getByRole("button", { name: "Write them" }).click();
  await page.getByText("3 feedback pages are in").waitFor();
  expect(readFileSync(join(folder, "reports", TINY, "feedback", "ada.html"), "utf8")).toContain("Look at the sum");
});

describe("axe finds nothing", () => {
  const student = `/a/${TINY}/s/ada`;
  const paths = [
    "/",
    "/students",
    `/a/${TINY}`,
    `/a/${TINY}/questions`,
    `/a/${TINY}/read`,
    `/a/${TINY}/read/why`,
    `/a/${TINY}/export`,
  ];
  const all = [
    ...paths,
    student,
    `${student}?view=changes`,
    `${student}?view=notebook`,
    `${student}?view=history`,
    "/nowhere",
    "/login",
  ];

  test.each(["light", "dark"] as const)(
    "in %s colours, on a desk and on a phone",
    async (colorScheme) => {
      for (const width of [1280, 400]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        for (const path of all) {
          await open(path);
          await page.evaluate(AXE);
          const { violations } = (await page.evaluate("axe.run(document, { iframes: false })")) as {
            violations: Violation[];
          };
          const found = violations.map(({ id, nodes }) => `${path} ${width}: ${id} ${nodes[0].target.join(" ")}`);
          expect(found).toEqual([]);
          expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
          await picture(`${path.replaceAll(/\W+/g, "-")}-${width}-${colorScheme}`);
        }
      }
    },
    180_000,
  );
});

interface Violation {
  id: string;
  nodes: { target: string[] }[];
}

async function picture(name: string): Promise<void> {
  const pictures = process.env.GRADLAB_SCREENSHOTS;
  if (pictures) await page.screenshot({ path: join(pictures, `serve${name}.png`) });
}

/** The parts of the page that need no server. */
import { answersOf, around, codeOf, usualComments } from "./answers.ts";
import { changes } from "./render/changes.ts";
import { Code } from "./render/code.ts";
import { Markdown } from "./render/markdown.ts";
import { readRubric } from "./rubric.ts";
import type { CountedStanding } from "./site.ts";

describe("markdown", () => {
  const markdown = new Markdown();

  test("formulas are set, raw HTML is text", () => {
    const html = markdown.html("$x^2$ <img src=x onerror=alert(1)>");
    expect(html).toContain('class="katex"');
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });

  test("links lead to the web only; a formula makes none", () => {
    expect(markdown.html("[a](https://x.org)")).toContain(
      'href="https://x.org" target="_blank" rel="noopener noreferrer"',
    );
    expect(markdown.html("[a](/logout) [b](data:text/html,x)")).not.toContain("href=");
    expect(markdown.html("$\\href{https://x.org}{x}$")).not.toContain("<a ");
  });

  test("pictures come out of the notebook only", () => {
    const attachments = { "a.png": { "image/png": "iVBORw0KGgo=" } };
    expect(markdown.html("![net](attachment:a.png)", attachments)).toContain(
      '<img src="data:image/png;base64,iVBORw0KGgo=" alt="net">',
    );
    expect(markdown.html("![spy](http://x.org/a.png)")).not.toContain("<img");
  });

  test("headings do not break into the page's outline; characters that turn text around are spelt out", () => {
    expect(markdown.html("# Big")).toBe('<p class="as-h1">Big</p>\n');
    expect(markdown.html("a\u202eb")).toContain("⟨U+202E⟩");
  });
});

test("code is coloured by classes and escaped", () => {
  const html = new Code().html('const a = "<script>";');
  expect(html).toContain('<span class="hljs-keyword">const</span>');
  expect(html).not.toContain("<script>");
});

test("changes: numbered lines, equal stretches left out", () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
  const shown = changes(lines.join("\n"), lines.with(9, "changed").join("\n"));
  expect(shown.filter(({ kind }) => kind !== "same")).toEqual([
    { kind: "left-out", before: null, after: null, text: "6 unchanged lines" },
    { kind: "removed", before: 10, after: null, text: "line 10" },
    { kind: "added", before: null, after: 10, text: "changed" },
    { kind: "left-out", before: null, after: null, text: "7 unchanged lines" },
  ]);
});

describe("rubric", () => {
  test("a model answer, then items with their points", () => {
    const source = "Because.\n\n**Rubric (4 points)**\n- 1 point: names it; 1 point: says why.\n- 2 points: a remedy.";
    expect(readRubric(source)).toEqual({
      model: "Because.",
      items: [
        { text: "names it; 1 point: says why.", points: 2 },
        { text: "a remedy.", points: 2 },
      ],
    });
  });

  test("without a rubric all is the model answer", () => {
    expect(readRubric("Because.")).toEqual({ model: "Because.", items: [] });
  });
});

describe("answers", () => {
  const standing = (student: string, outcome: string) =>
    ({ student, sha256: "s", scores: [{ question: "why", manual: true, outcome }] }) as unknown as CountedStanding;
  const class_ = ["ada", "bob", "eve"].map((student) => standing(student, student === "bob" ? "graded" : "manual"));

  test("codes hide who wrote what, also from one question to the next", () => {
    const codes = answersOf("nets", "why", class_).map(({ code }) => code);
    expect(codes).toEqual(codes.toSorted());
    expect(codes.join()).not.toMatch(/ada|bob|eve/);
    expect(codeOf("nets", "why", "ada")).not.toBe(codeOf("nets", "how", "ada"));
  });

  test("the next one to read is found around the end", () => {
    const answers = answersOf("nets", "why", class_);
    const open = answers.filter(({ read }) => !read);
    expect(around(answers, open[1].code).nextOpen).toBe(open[0]);
    expect(around(answers, answers[0].code).previous).toBeUndefined();
  });

  test("comments given often come first", () => {
    const mark = (comment: string) => ({ question: "why", comment }) as never;
    expect(usualComments([mark("a"), mark("b"), mark("b"), mark("")], "why")).toEqual(["b", "a"]);
  });
});

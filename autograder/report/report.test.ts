import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { SubmissionResult } from "../grade/result.ts";
import { classPage } from "./class-page.ts";
import { feedbackPage } from "./feedback-page.ts";
import { fileNames } from "./file-names.ts";
import { gradesCsv } from "./grades-csv.ts";
import { junitXml } from "./junit.ts";
import { ownOutputs } from "./own-outputs.ts";
import { mixedResult, sampleCheck, sampleQuestion, sampleResult } from "./sample.ts";
import { summaryTable } from "./summary-table.ts";
import { writeReports } from "./write-reports.ts";

const HOSTILE = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<iframe srcdoc="<script>1</script>"></iframe>',
  "<meta http-equiv=refresh content=0;url=//x>",
  "<svg/onload=alert(1)>",
  "javascript:alert(1)",
  "]]><x/>&lt;&amp;",
  "</style><style>*{background:url(//x)}",
  "--><!doctype>",
];

/** The result with every text that comes from elsewhere replaced. */
function poisoned(result: SubmissionResult, text: string): SubmissionResult {
  const questions = result.questions.map((question) => ({
    ...question,
    id: text + question.id,
    error: text,
    output: text,
    checks: question.checks.map((check) => ({ ...check, label: text, asked: text, message: text, hint: text })),
  }));
  return {
    ...result,
    student: text,
    assignment: text,
    submission: { ...result.submission, file: text },
    warnings: [text],
    rejected: text,
    questions,
  };
}

/** Names of all tags and attributes, in order: what a browser would build, without the texts. */
function structure(page: string): string[] {
  return [...page.replace(/"[^"]*"/g, '""').matchAll(/<[^>]*>/g)].map(([tag]) => tag);
}

test.each(HOSTILE)("%s changes nothing but texts in the feedback page, the class page and the JUnit file", (text) => {
  const shape = (words: string) => {
    const one = poisoned(mixedResult(), words);
    return [feedbackPage(one, { title: words }), classPage([one], ["feedback/a.html"]), junitXml([one])].map(structure);
  };
  expect(shape(text)).toEqual(shape("plain words"));
});

test("the page allows its own style, pictures within itself, and nothing else", () => {
  const page = feedbackPage(mixedResult());
  const style = /<style>(.*?)<\/style>/s.exec(page)![1];
  const digest = createHash("sha256").update(style).digest("base64");
  expect(page).toContain(
    `default-src &#39;none&#39;; style-src &#39;sha256-${digest}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
  );
  expect(page).not.toMatch(/<script|<link|<img|<iframe|\sstyle=|\son\w+=|url\(|@import|https?:/);
});

test("the page says per check what was asked, found and allowed, the points and the hint", () => {
  const page = feedbackPage(mixedResult());
  for (const words of [
    "relative error at most 1e-9, shape (2, 3)",
    "relative error <strong>0.31</strong>, allowed 1e-9",
    "Is the bias added once per row?",
  ])
    expect(page).toContain(words);
  expect(page).toContain('aria-label="relative error 0.31, allowed up to 1e-9"');
  expect(page).toContain("softmaxLoss took longer than 60 s");
  expect(page).toContain("2 points are still to be given by a person");
});

test("what the student's code printed, which may hold hidden inputs, is not on the page", () => {
  const question = sampleQuestion("adam", [sampleCheck()], { output: "hidden input 0.123456" });
  expect(feedbackPage(sampleResult("ada", [question]))).not.toContain("0.123456");
});

test("a question with full marks is folded; of others, what failed is open and what passed folded", () => {
  const page = feedbackPage(mixedResult());
  expect(page).toMatch(/<details class="card" id="question-1">/);
  expect(page).toMatch(/<details class="card" id="question-2" open>/);
  const second = page.slice(page.indexOf('id="question-2"'), page.indexOf('id="question-3"'));
  expect(second.indexOf("dx by the numeric gradient")).toBeLessThan(second.indexOf("1 check passed"));
  expect(second.indexOf("1 check passed")).toBeLessThan(second.indexOf("dw by the numeric gradient"));
});

test("a flag is for whoever teaches: on the class page and in the CSV, not on the student's page", () => {
  const flagged = { ...mixedResult(), flags: ["the same work as grace"] };
  expect(feedbackPage(flagged)).not.toContain("grace");
  expect(classPage([flagged], ["feedback/a.html"])).toContain("the same work as grace");
  expect(gradesCsv([flagged])).toContain("the same work as grace");
});

test("a rejected notebook's page says why", () => {
  const page = feedbackPage(sampleResult("ada", [], { rejected: "expected a notebook, got a PDF", max: 40 }));
  expect(page).toContain("expected a notebook, got a PDF");
  expect(page).toContain("of 40 points");
});

test("a comment bomb makes no large page", () => {
  const bomb = "x".repeat(10_000_000);
  const question = sampleQuestion(
    "adam",
    Array.from({ length: 1000 }, () => sampleCheck({ passed: false, label: bomb, message: bomb, hint: bomb })),
  );
  expect(feedbackPage(sampleResult("ada", [question], { warnings: Array(1000).fill(bomb) })).length).toBeLessThan(
    1_000_000,
  );
});

test("unseen characters and terminal escapes are spelt out or gone", () => {
  const text = "a\u001b]0;title\u0007\u001b[31mred\u001b[0m b\u202ec d\u200be f\u0000g";
  const page = feedbackPage(sampleResult("ada", [], { rejected: text }));
  expect(page).toContain("ared b⟨U+202E⟩c d⟨U+200B⟩e f⟨U+0000⟩g");
});

test("a name of Latin and Cyrillic letters can be told from the name that it imitates", () => {
  expect(feedbackPage(sampleResult("p\u0430ul", []))).toContain("p⟨U+0430⟩ul");
  expect(feedbackPage(sampleResult("Анна", []))).toContain("Анна");
});

test("the CSV has a column per question, empty for a free answer, and quotes what needs it", () => {
  const rows = parse(gradesCsv([mixedResult(), sampleResult('say "a, b"\r\nc', [])]), { columns: true }) as Record<
    string,
    string
  >[];
  expect(rows[0]).toMatchObject({
    student: "ada.lovelace",
    points: "6",
    affineBackward: "1",
    explainAdaGrad: "",
    isolation: "namespaces",
  });
  expect(rows[1]).toMatchObject({ student: 'say "a, b" c', affineForward: "0" });
});

test.each(["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "＝1"])(
  "a name such as %j is no formula to a spreadsheet",
  (student) => {
    const cell = (parse(gradesCsv([sampleResult(student, [])])) as string[][])[1][0];
    expect(cell).not.toMatch(/^[=+\-@\t\r＝]/);
  },
);

test("the table shows students, points, totals and times, and fits the terminal", () => {
  const lines = summaryTable([mixedResult(), sampleResult("张伟", [], { rejected: "no", max: 12 })], 80).split("\n");
  expect(lines[2]).toMatch(/^ada\.lovelace +2 +1 +0 +3 +0 +\? +6\/12 +50% +4\.2 s$/);
  expect(lines[3]).toMatch(/^张伟 +– .* 0\/12 +rejected/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test("a name on the terminal is one line that runs no command", () => {
  const table = summaryTable([sampleResult("::set-output name=a::b\n##vso[task]\u001b]52;c;AAAA\u0007", [])], 200);
  expect(table.split("\n")[2]).toMatch(/^: :set-output name=a::b/);
  for (const mark of ["##vso", "\u001b", "\u0007"]) expect(table).not.toContain(mark);
});

test("JUnit: a case per check, failures and errors counted", () => {
  const xml = junitXml([mixedResult()]);
  expect(xml).toContain('failures="4" errors="2" skipped="1"');
  expect(xml).toContain('<testcase classname="affineForward" name="inputs of rank 4"');
});

test("file names stay in their folder and apart", () => {
  expect(fileNames(["ada", "Ada", "../../etc/passwd", "a/b", "", "con", ".hidden", "张"])).toEqual([
    "ada",
    "Ada~2",
    "%2E.%2F..%2Fetc%2Fpasswd",
    "a%2Fb",
    "_",
    "_con",
    "%2Ehidden",
    "%E5%BC%A0",
  ]);
});

test("all reports are written, and nothing half-written is left", () => {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-report-"));
  try {
    const paths = writeReports([mixedResult(), sampleResult("../grace", [])], folder);
    expect(readdirSync(folder).sort()).toEqual(["feedback", "grades.csv", "index.html", "junit.xml", "results.json"]);
    expect(readdirSync(join(folder, "feedback")).sort()).toEqual(["%2E.%2Fgrace.html", "ada.lovelace.html"]);
    expect(JSON.parse(readFileSync(paths.results, "utf8"))[0]).toEqual(mixedResult());
    expect(readFileSync(paths.index, "utf8")).toContain('href="feedback/%252E.%252Fgrace.html"');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("the student's own outputs", () => {
  const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const bytes = (outputs: object[]) =>
    Buffer.from(
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 4,
        metadata: {},
        cells: [{ cell_type: "code", source: "plot(loss)", metadata: {}, execution_count: 1, outputs }],
      }),
    );
  const page = (outputs: object[]) => feedbackPage(mixedResult(), {}, { outputs: ownOutputs(bytes(outputs)) });
  const bundle = (data: object) => ({ output_type: "display_data", data, metadata: {} });

  test("texts and pictures are shown beside the cell that made them", () => {
    const shown = page([
      { output_type: "stream", name: "stdout", text: ["loss ", "0.3\n"] },
      bundle({ "image/png": PNG }),
    ]);
    expect(shown).toMatch(/Cell 1 <code class="soft">plot\(loss\)<\/code>/);
    expect(shown).toContain("loss 0.3");
    expect(shown).toContain(`src="data:image/png;base64,${PNG}"`);
  });

  test.each([
    ["HTML is never shown", bundle({ "text/html": "<script>alert(1)</script>" })],
    ["a picture that is none", bundle({ "image/png": 'x" onerror="alert(1)' })],
    ["a drawing goes in as data only", bundle({ "image/svg+xml": "<svg onload='alert(1)'><script>1</script></svg>" })],
    ["text is text", { output_type: "stream", name: "stdout", text: "</pre><script>alert(1)</script>" }],
  ])("%s", (_title, output) => {
    expect(page([output])).not.toMatch(/<script|onerror=|onload=/);
  });

  test("pictures stop where the page would grow too large", () => {
    const large = `${PNG.slice(0, 44)}${"A".repeat(590_000)}`;
    const [{ pictures }] = ownOutputs(bytes(Array.from({ length: 9 }, () => bundle({ "image/png": large }))));
    expect(pictures.join("").length).toBeLessThan(2_500_000);
    expect(ownOutputs(Buffer.from("no notebook"))).toEqual([]);
  });

  test("what lateness took is said under the points", () => {
    expect(feedbackPage(mixedResult(), {}, { late: "Handed in 2 days late" })).toContain("Handed in 2 days late");
  });
});

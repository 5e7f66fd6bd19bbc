/** What an instructor relies on: a copy is found under new names, honest work is not, and the template is nobody's. */
import { compareWorks, similarPage, studentCode } from "./index.ts";

const ADA = `export function softmax(x: NdArray): NdArray {
  // rows become probabilities
  const shifted = x.sub(x.max({ axis: 1, keepdims: true }));
  const powers = shifted.exp();
  const totals = powers.sum({ axis: 1, keepdims: true });
  return powers.div(totals);
}
export function loss(scores: NdArray, y: NdArray): number {
  const p = softmax(scores);
  let total = 0;
  for (let i = 0; i < y.shape[0]; i++) total -= Math.log(p.get(i, y.get(i)));
  return total / y.shape[0];
}`;

/** Ada's work with new names, other types, no comment, another layout and the functions in the other order. */
const COPY = `export function loss(s: any, labels: any) {
  const probs = softmax(s); let acc = 0;
  for (let n = 0; n < labels.shape[0]; n++)
    acc -= Math.log(probs.get(n, labels.get(n)));
  return acc / labels.shape[0];
}
export function softmax(z: any) {
  const d = z.sub(z.max({ axis: 1, keepdims: true })), ignored = 0;
  const e = d.exp();
  const t = e.sum({ axis: 1, keepdims: true });
  return e.div(t);
}`;

const HONEST = `export function softmax(x: NdArray): NdArray {
  const out = nd.zeros(x.shape);
  for (let i = 0; i < x.shape[0]; i++) {
    let max = -Infinity;
    for (let j = 0; j < x.shape[1]; j++) if (x.get(i, j) > max) max = x.get(i, j);
    let sum = 0;
    for (let j = 0; j < x.shape[1]; j++) { out.set(i, j, Math.exp(x.get(i, j) - max)); sum += out.get(i, j); }
    for (let j = 0; j < x.shape[1]; j++) out.set(i, j, out.get(i, j) / sum);
  }
  return out;
}
export const loss = (scores: NdArray, y: NdArray) => nd.mean(nd.log(softmax(scores)).neg().take(y));`;

const works = [
  { student: "ada", code: ADA },
  { student: "bob", code: COPY },
  { student: "cleo", code: HONEST },
];

test("a copy with other names, types, layout and order stands first, honest work is not named", () => {
  const pairs = compareWorks(works, { template: "", least: 0.3 });
  expect(pairs.map(({ left, right }) => [left.student, right.student])).toEqual([["ada", "bob"]]);
  expect(pairs[0].similarity).toBeGreaterThan(0.6);
});

test("what everybody was given makes nobody similar", () => {
  expect(compareWorks(works.slice(0, 2), { template: ADA, least: 0.01 })).toEqual([]);
});

test("passages name the lines that both have", () => {
  const [pair] = compareWorks(works, { template: "", least: 0.3 });
  const { left, right } = pair.passages[0];
  expect(
    ADA.split("\n")
      .slice(left.from, left.to + 1)
      .join("\n"),
  ).toMatch(/Math\.log|exp\(\)/);
  expect(right.to).toBeGreaterThan(right.from);
});

test("what much of a class writes alike is no copy", () => {
  const all = Array.from({ length: 30 }, (_, i) => ({ student: `s${i}`, code: ADA }));
  expect(compareWorks(all, { template: "", least: 0.1 })).toEqual([]);
});

test("only what the student wrote is compared, and code that does not parse costs only itself", () => {
  const cell = (source: string) => ({ cell_type: "code", metadata: {}, source, outputs: [], execution_count: null });
  const notebook = {
    nbformat: 4,
    nbformat_minor: 4,
    metadata: {},
    cells: [cell("const given = 1;"), cell(ADA), cell("function (")],
  };
  const bytes = Buffer.from(JSON.stringify(notebook));
  expect(studentCode(bytes, new Set(["const given = 1;"]))).toEqual({ code: ADA, unread: 1 });
  expect(studentCode(Buffer.from("no notebook"), new Set())).toEqual({ code: "", unread: 0 });
});

test("the page shows students' text as text", () => {
  const pairs = compareWorks(works, { template: "", least: 0.3 });
  pairs[0].left.code = "</pre><script>alert(1)</script>";
  pairs[0].left.student = "<b>ada";
  const page = similarPage("Nets", pairs, 3);
  expect(page).not.toMatch(/<script|<b>/);
});

/** A made class: who takes part, and what each hands in, when and how often. The same number of students gives the same class. */

/** What a notebook holds: a sample of the assignment, or something that is wrong with the file or its author. */
export type Work = "reference" | "empty" | "cheat" | "broken" | "own" | "copy" | `mutant-${number}`;

export interface HandIn {
  work: Work;
  /** Hours after the deadline; below zero: before it. */
  hours: number;
}

export interface MadeStudent {
  id: string;
  name: string;
  email: string;
  section: string;
  /** By assignment, in the order of handing in. */
  handsIn: Record<string, HandIn[]>;
}

/** What one in twenty students does. Three attempts are allowed: of the last pattern's four the third counts. */
const PATTERNS: HandIn[][] = [
  ...Array.from({ length: 8 }, (_, i): HandIn[] => [{ work: "reference", hours: -40 + i }]),
  [
    { work: "empty", hours: -30 },
    { work: "reference", hours: -2 },
  ],
  [{ work: "reference", hours: 20 }],
  [{ work: "reference", hours: 70 }],
  [{ work: "reference", hours: 24 * 9 }],
  [{ work: "mutant-0", hours: -5 }],
  [{ work: "mutant-1", hours: 5 }],
  [{ work: "empty", hours: -1 }],
  [{ work: "broken", hours: -3 }],
  [{ work: "cheat", hours: -3 }],
  [{ work: "own", hours: -8 }],
  [{ work: "copy", hours: -1 }],
  [
    { work: "empty", hours: -50 },
    { work: "mutant-1", hours: -40 },
    { work: "mutant-0", hours: -30 },
    { work: "reference", hours: -20 },
  ],
];

/** Names that trip software: formulas, quotes, two words, one word, other scripts, markup. */
const NAMES = [
  "=HYPERLINK(1)",
  "O'Neil, Pat",
  "Zoë Müller-Lüdenscheidt",
  "Li",
  "山田 太郎",
  "<b>Bo</b> Bold",
  "Ana María de la Cruz",
];

/** @param assignments names; each student does something else in each */
export function makeClass(size: number, assignments: readonly string[]): MadeStudent[] {
  return Array.from({ length: size }, (_, i) => {
    const id = `s${String(i + 1).padStart(4, "0")}`;
    const name = i % 10 === 9 ? `${NAMES[((i - 9) / 10) % NAMES.length]} ${i + 1}` : `First${i + 1} Last${i + 1}`;
    const handsIn = assignments.map((assignment, a) => [assignment, PATTERNS[(i + 7 * a) % PATTERNS.length]]);
    return { id, name, email: `${id}@example.org`, section: "ABC"[i % 3], handsIn: Object.fromEntries(handsIn) };
  });
}

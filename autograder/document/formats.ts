/** How headings and code are written in markdown and in LaTeX. */

export type Format = "markdown" | "latex";

interface Writer {
  /** Lines before everything else. */
  head: string[];
  /** @param level 1 for a section, 4 for a paragraph; @param title one line of markdown */
  heading(title: string, level: number): string;
  code(source: string): string;
}

const SECTIONS = ["section", "subsection", "subsubsection", "paragraph"];

const LATEX: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

export const FORMATS: Record<Format, Writer> = {
  markdown: {
    head: [],
    heading: (title, level) => `${"#".repeat(level)} ${title}`,
    code: (source) => {
      const fence = fenceFor(source);
      return `${fence}ts\n${source}\n${fence}`;
    },
  },
  latex: {
    head: ["% \\input this file in a document of your own."],
    heading: (title, level) => `\\${SECTIONS[level - 1]}{${latexLine(title)}}`,
    code: (source) => {
      // Nothing is special in a verbatim environment but its own end.
      const environment = source.includes("\\end{verbatim}") ? "lstlisting" : "verbatim";
      return `\\begin{${environment}}\n${source}\n\\end{${environment}}`;
    },
  },
};

/** A fence longer than any in the code. */
function fenceFor(source: string): string {
  const longest = Math.max(2, ...[...source.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  return "`".repeat(longest + 1);
}

/** A line of markdown in LaTeX: formulas stay, code becomes typewriter, everything else is escaped. */
function latexLine(text: string): string {
  return text
    .split(/(\$[^$]+\$|`[^`]+`)/)
    .map((part) => {
      if (/^\$.+\$$/.test(part)) return part;
      return /^`.+`$/.test(part) ? `\\texttt{${escaped(part.slice(1, -1))}}` : escaped(part);
    })
    .join("");
}

function escaped(text: string): string {
  return text.replace(/[\\~^]|[&%$#_{}]/g, (character) => LATEX[character] ?? `\\${character}`);
}

/**
 * Copied code across a class: winnowed fingerprints of token sequences, as in Schleimer, Wilkerson, Aiken, "Winnowing: local
 * algorithms for document fingerprinting" (SIGMOD 2003), by the package that the Dolos tool is built on.
 */
import { File, FingerprintIndex, type Pair, Region, TokenizedFile, WinnowFilter } from "@dodona/dolos-core";
import { tokensOf } from "./tokens.ts";

export interface Work {
  student: string;
  code: string;
}

/** Lines from 0, both ends within. */
export interface Lines {
  from: number;
  to: number;
}

export interface SimilarPair {
  left: Work;
  right: Work;
  /** Share of both works' fingerprints that the other one has too, 0..1. */
  similarity: number;
  /** Fingerprints in a row that both have. */
  longest: number;
  /** Fingerprints that both have. */
  overlap: number;
  /** Passages in both, longest first. */
  passages: { left: Lines; right: Lines }[];
}

export interface CompareOptions {
  /** Code that everybody was given. */
  template: string;
  /** Pairs below this similarity are left out; 0.5 where not given. */
  least?: number;
  /** Pairs at most; 50 where not given. */
  most?: number;
}

/** Tokens in a fingerprint, and fingerprints of which one is kept: half of what is usual, since a layer is ten lines long. */
const KGRAM = 12;
const WINDOW = 4;

/** What this share of a class writes alike is how one writes it, not a copy. In a class of few, nothing is common. */
const COMMON_SHARE = 0.4;
const COMMON_LEAST = 10;

/** Pairs of works by how alike they are, most alike first. */
export function compareWorks(
  works: readonly Work[],
  { template, least = 0.5, most = 50 }: CompareOptions,
): SimilarPair[] {
  const files = new Map(works.map((work) => [tokenized(work), work]));
  const common = Math.max(COMMON_LEAST, Math.ceil(COMMON_SHARE * works.length));
  const index = new FingerprintIndex(KGRAM, WINDOW, false, common);
  index.addIgnoredHashes(allHashes(template));
  index.addFiles([...files.keys()]);
  return index
    .allPairs()
    .filter(({ similarity }) => similarity >= least)
    .sort((a, b) => b.similarity - a.similarity || b.overlap - a.overlap)
    .slice(0, most)
    .map((pair) => described(pair, files));
}

/** Every fingerprint of the template, not only those that winnowing keeps: a student's text around it moves the windows. */
function allHashes(template: string): number[] {
  const kinds = (tokensOf(template) ?? []).map(({ kind }) => kind);
  return [...new WinnowFilter(KGRAM, 1).fingerprints(kinds)].map(({ hash }) => hash);
}

function tokenized({ student, code }: Work): TokenizedFile {
  const tokens = tokensOf(code) ?? [];
  const regions = tokens.map(({ row, column }, i) => {
    const next = tokens[i + 1] ?? { row, column: column + 1 };
    return new Region(row, column, next.row, next.column);
  });
  return new TokenizedFile(
    new File(student, code),
    tokens.map(({ kind }) => kind),
    regions,
  );
}

function described(pair: Pair, files: ReadonlyMap<TokenizedFile, Work>): SimilarPair {
  const passages = pair.buildFragments().map(({ leftSelection, rightSelection, pairs }) => ({
    size: pairs.length,
    left: linesOf(leftSelection),
    right: linesOf(rightSelection),
  }));
  passages.sort((a, b) => b.size - a.size);
  return {
    left: files.get(pair.leftFile)!,
    right: files.get(pair.rightFile)!,
    similarity: pair.similarity,
    longest: pair.longest,
    overlap: pair.overlap,
    passages: passages.map(({ left, right }) => ({ left, right })),
  };
}

function linesOf({ startRow, endRow }: Region): Lines {
  return { from: startRow, to: endRow };
}

/** Words by number and numbers by word, with the four that every vocabulary begins with. */
import { DataFileError } from "../error.ts";

export interface Vocabulary {
  idxToWord: string[];
  wordToIdx: Record<string, number>;
}

export const SPECIAL_WORDS = ["<NULL>", "<START>", "<END>", "<UNK>"] as const;

/** The words that appear most often, behind the special ones; words that appear equally often in alphabetical order. */
export function buildVocabulary(captions: Iterable<readonly string[]>, size = 1000): Vocabulary {
  const counts = new Map<string, number>();
  for (const words of captions) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const common = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, size);
  return vocabularyOf([...SPECIAL_WORDS, ...common.map(([word]) => word)]);
}

/** Numbers for a caption: <START>, its words (unknown ones as <UNK>), <END>, then <NULL> up to `length`. */
export function encodeCaption(words: readonly string[], { wordToIdx }: Vocabulary, length: number): number[] {
  const numbers = words.slice(0, length - 2).map((word) => (Object.hasOwn(wordToIdx, word) ? wordToIdx[word] : 3));
  return [1, ...numbers, 2, ...new Array<number>(length - 2 - numbers.length).fill(0)];
}

/** Reads coco2014_vocab.json: { idx_to_word: [...], word_to_idx: {...} }. */
export function parseVocabulary(text: string, name = "coco2014_vocab.json"): Vocabulary {
  let parsed: { idx_to_word?: unknown };
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new DataFileError(name, "JSON", (error as Error).message, "it is truncated or another file");
  }
  const words = parsed?.idx_to_word;
  if (!Array.isArray(words) || SPECIAL_WORDS.some((word, i) => words[i] !== word)) {
    const got = Array.isArray(words) ? words.slice(0, 4).join(" ") : `the keys ${Object.keys(parsed ?? {}).join(", ")}`;
    throw new DataFileError(name, `idx_to_word, a list that begins with ${SPECIAL_WORDS.join(" ")}`, got);
  }
  return vocabularyOf(words);
}

function vocabularyOf(words: string[]): Vocabulary {
  return { idxToWord: words, wordToIdx: Object.fromEntries(words.map((word, number) => [word, number])) };
}

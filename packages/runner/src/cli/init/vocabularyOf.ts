import { specialTokens } from '@siamese/core'

const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789']

/** What the tokenizer knows: special tokens, marks, some words, and single characters, of which it makes every other word. */
export const vocabularyOf = (words: readonly string[]): readonly string[] => [
  ...new Set([...specialTokens, ..."'!?,.-", ...letters, ...letters.map(each => `##${each}`), ...words]),
]

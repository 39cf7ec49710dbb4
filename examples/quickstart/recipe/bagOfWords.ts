import { spearman } from './correlation.js'
import type { Row } from './rows.js'

const count = (text: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const word of text.toLowerCase().match(/[a-z0-9:']+/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const dot = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number =>
  [...a].reduce((sum, [word, times]) => sum + times * (b.get(word) ?? 0), 0)

/** The cosine of the two sentences' word counts: what can be known without knowing a word or their order. */
export const bagOfWords = ({ sentence1, sentence2 }: Row): number => {
  const [a, b] = [count(sentence1), count(sentence2)]
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

export const bagOfWordsSpearman = (rows: readonly Row[]): number =>
  spearman(
    rows.map(bagOfWords),
    rows.map(({ score }) => score),
  )

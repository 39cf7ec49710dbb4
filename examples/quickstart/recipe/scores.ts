/** How the second sentence's meaning differs from the first one's: the score, and how many of the pairs. README.md says why. */
export const kinds = {
  paraphrase: { score: 5, weight: 36 },
  denial: { score: 4.6, weight: 3 },
  leftOut: { score: 4.2, weight: 6 },
  time: { score: 3.4, weight: 4 },
  place: { score: 3.4, weight: 3 },
  nextNumber: { score: 3.6, weight: 2 },
  number: { score: 3, weight: 4 },
  numbersSwapped: { score: 2.8, weight: 2 },
  quality: { score: 3.2, weight: 2 },
  agent: { score: 2.8, weight: 3 },
  object: { score: 2.6, weight: 4 },
  action: { score: 2.2, weight: 3 },
  order: { score: 2.2, weight: 2 },
  roles: { score: 2, weight: 3 },
  opposite: { score: 1.6, weight: 3 },
  negation: { score: 1.6, weight: 6 },
  partial: { score: 1.4, weight: 5 },
  topic: { score: 1, weight: 14 },
  person: { score: 0.5, weight: 4 },
  unrelated: { score: 0, weight: 28 },
} as const

export type Kind = keyof typeof kinds

export const kindNames = Object.keys(kinds) as readonly Kind[]

/** The least of the differences counts; each further one takes 0.4 away. */
export const scoreOf = (differences: readonly Kind[]): number => {
  const least = Math.min(...differences.map(kind => kinds[kind].score))
  return Math.round((least - 0.4 * (differences.length - 1)) * 10) / 10
}

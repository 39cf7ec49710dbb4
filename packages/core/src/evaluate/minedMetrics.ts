import type { MinedPair } from '../search/minePairs.js'

export interface MinedMetrics extends Readonly<Record<string, number>> {
  readonly average_precision: number
  readonly f1: number
  readonly precision: number
  readonly recall: number
  readonly threshold: number
}

/**
 * Mined pairs, best first, against those that belong together. Equal scores are one threshold, midway to the next score; average
 * precision is over all that belong together, also those that were not mined. Source: ParaphraseMiningEvaluator.
 */
export const minedMetrics = (
  mined: readonly MinedPair[],
  duplicates: readonly (readonly [number, number])[],
  kind: 'as given' | 'transitive',
): MinedMetrics => {
  const together = pairsOf(kind === 'transitive' ? closure(duplicates) : duplicates)
  const total = together.size
  const best = { f1: 0, precision: 0, recall: 0, threshold: 0 }
  let average = 0
  let correct = 0
  let before = 0
  for (const [at, { i, j, score }] of mined.entries()) {
    if (together.has(`${i} ${j}`)) correct++
    const next = mined[at + 1]?.score
    if (next === score) continue
    if (correct > before) {
      const precision = correct / (at + 1)
      const recall = correct / total
      const f1 = (2 * precision * recall) / (precision + recall)
      average += (precision * (correct - before)) / total
      if (f1 > best.f1) Object.assign(best, { f1, precision, recall, threshold: (score + (next ?? score)) / 2 })
    }
    before = correct
  }
  return { average_precision: average, ...best }
}

/** Each pair once; a text with itself is none. */
const pairsOf = (pairs: readonly (readonly [number, number])[]): ReadonlySet<string> =>
  new Set(pairs.flatMap(([a, b]) => (a === b ? [] : [`${Math.min(a, b)} ${Math.max(a, b)}`])))

/** Whatever hangs together, each with each. */
const closure = (pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] => {
  const groups = new Map<number, Set<number>>()
  for (const [a, b] of pairs) {
    const [one, other] = [groups.get(a) ?? new Set([a]), groups.get(b) ?? new Set([b])]
    const [larger, smaller] = one.size < other.size ? [other, one] : [one, other]
    for (const each of smaller) larger.add(each)
    for (const each of larger) groups.set(each, larger)
  }
  return [...new Set(groups.values())].flatMap(group => {
    const all = [...group]
    return all.flatMap((a, i) => all.slice(i + 1).map(b => [a, b] as const))
  })
}

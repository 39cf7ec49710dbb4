import type { Mined, MiningTexts } from './minedNegatives.js'

/**
 * `triplet`: a row for each positive and negative. `n-tuple`: a row for each positive, with `count` negatives or none at all.
 * `labeled-pair`: a row for each document, label 1 or 0. `labeled-list`: a row for each positive, with a list of documents and labels.
 */
export type MinedFormat = 'triplet' | 'n-tuple' | 'labeled-pair' | 'labeled-list'
export const minedFormats: readonly MinedFormat[] = ['triplet', 'n-tuple', 'labeled-pair', 'labeled-list']

export type MinedRow = Readonly<Record<string, string | number | readonly string[] | readonly number[]>>

/** Rows of data for training; with `scores` the similarities stand beside the texts, or in the place of labels. Source: mine_hard_negatives. */
export const minedRows = (
  { queries, documents }: MiningTexts,
  mined: readonly Mined[],
  format: MinedFormat,
  { negatives: count = 3, told = 'texts' }: { readonly negatives?: number; readonly told?: 'texts' | 'scores' } = {},
): readonly MinedRow[] => {
  const scored = told === 'scores'
  return mined.flatMap(({ query, positives, negatives }): readonly MinedRow[] => {
    const anchor = queries[query]!
    const text = ({ id }: { readonly id: number }) => documents[id]!
    if (format === 'labeled-pair')
      return [...positives, ...negatives].map((hit, i) => ({
        anchor,
        positive: text(hit),
        ...(scored ? { score: hit.score } : { label: i < positives.length ? 1 : 0 }),
      }))
    if (format === 'triplet')
      return positives.flatMap(positive =>
        negatives.map(negative => ({
          anchor,
          positive: text(positive),
          negative: text(negative),
          ...(scored ? { scores: [positive.score, negative.score] } : {}),
        })),
      )
    const scoresWith = (score: number) => [score, ...negatives.map(hit => hit.score)]
    if (format === 'n-tuple')
      return negatives.length < count
        ? []
        : positives.map(positive => ({
            anchor,
            positive: text(positive),
            ...Object.fromEntries(negatives.map((hit, i) => [`negative_${i + 1}`, text(hit)])),
            ...(scored ? { scores: scoresWith(positive.score) } : {}),
          }))
    return negatives.length === 0
      ? []
      : positives.map(positive => ({
          anchor,
          positive: [text(positive), ...negatives.map(text)],
          ...(scored ? { scores: scoresWith(positive.score) } : { labels: [1, ...negatives.map(() => 0)] }),
        }))
  })
}

import type { Columns, ShowColumns } from './columns.js'
import type { Data } from './data.js'
import type { NegativesNotWhole, NoNegatives, NothingToPair } from './drawnSentences.js'
import type { IsPositive, IsWhole } from './numbers.js'
import type { Together } from './taskSentences.js'

/** What `drawPairs` gives. */
export const pairColumns = [
  ['sentence1', 'text'],
  ['sentence2', 'text'],
  ['label', 'binary'],
] as const satisfies Columns

/**
 * Pairs of the texts of a column, in groups: a text with itself, label 1, and `negatives` pairs of two other texts, label 0. Each text comes
 * once an epoch, in the order of `torch.randperm(n)` seeded `seed` + epoch, so every epoch has other pairs. For `loss.contrastiveTension`.
 */
export const drawPairs = <D extends Data, const Column extends string, const N extends number>(
  data: D,
  how: { readonly of: ColumnFits<D, Column>; readonly negatives: NegativesFit<N>; readonly seed: number },
): Data<D['data'], typeof pairColumns, D['splits']> =>
  Object.freeze({
    data: data.data,
    columns: pairColumns,
    splits: data.splits,
    // Both are what they fit wherever this was allowed to compile.
    origin: { pair: { column: how.of as string, negatives: how.negatives as number, seed: how.seed }, of: data },
  })

/** The groups of pairs that rows come in, where data are drawn. */
export const groupOf = ({ origin }: Data): number | undefined =>
  'pair' in origin ? 1 + origin.pair.negatives : undefined

type ColumnFits<D extends Data, Column extends string> = string extends Column
  ? Column
  : readonly [Column, 'text'] extends D['columns'][number]
    ? Column
    : D['columns'] extends readonly []
      ? Together<D['data']>
      : Column extends TextColumn<D['columns'][number]>
        ? Column
        : NothingToPair<Column, D['data'], ShowColumns<D['columns']>>
type TextColumn<C> = C extends readonly [infer Name, 'text'] ? Name : never
type NegativesFit<N extends number> = number extends N
  ? N
  : IsPositive<N> extends true
    ? IsWhole<N> extends true
      ? N
      : NegativesNotWhole<N>
    : NoNegatives<N>

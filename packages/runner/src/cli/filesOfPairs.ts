import type { ColumnKind, Data, Problems } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

interface Named {
  /** Files. */
  readonly data: readonly string[]
  /** `sentence1,sentence2,score` */
  readonly columns: string
}

export const columnNames = ({ columns }: Pick<Named, 'columns'>): readonly string[] =>
  columns.split(',').map(name => name.trim())

/** Files of sentence pairs with scores, every file as a split of its own, named by the file. Scores may lie anywhere: only their order counts. */
export const filesOfPairs = (given: Named): Either<Problems, Data> => {
  const names = columnNames(given)
  if (names.length !== 3 || names.includes(''))
    return left([
      {
        sentence: `--columns ${given.columns}: expected the names of three columns, as in --columns sentence1,sentence2,score`,
      },
    ])
  const anywhere: ColumnKind = { score: [-Number.MAX_VALUE, Number.MAX_VALUE] }
  const kinds: readonly ColumnKind[] = ['text', 'text', anywhere]
  const splits = given.data
  const twice = splits.find((name, i) => splits.indexOf(name) < i)
  if (twice !== undefined) return left([{ sentence: `--data names ${twice} twice: score each file once` }])
  return right({
    data: '--columns',
    columns: names.map((name, i) => [name, kinds[i]!] as const),
    splits,
    origin: { source: '.', files: Object.fromEntries(splits.map(path => [path, [{ path }]])) },
  })
}

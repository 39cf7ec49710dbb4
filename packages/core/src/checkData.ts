import { changedColumns, renamedColumns, repeatedColumns } from './changedColumns.js'
import { type Columns, kindName, showColumns, showKind } from './columns.js'
import type { Data, DrawnPairs, Where } from './data.js'
import {
  classTwice,
  columnTwice,
  differ,
  nameTaken,
  noBound,
  noClass,
  noLength,
  noRange,
  noRows,
  noShare,
  nothingToConcatenate,
  nothingToFilter,
  nothingToRename,
  nothingToRepeat,
  nothingToSplit,
  oneClass,
  otherColumns,
  otherThanLookedUp,
  partExists,
  renamedTwice,
  sharesDiffer,
  unfitBound,
} from './dataSentences.js'
import { drawnLast, negativesNotWhole, noNegatives, nothingToPair } from './drawnSentences.js'
import { type Fault, type Path, type Problems, problem } from './problem.js'
import { retrievalColumns } from './retrievalData.js'
import { noSetting } from './settingSentences.js'
import { nested, ownColumns, ownSplits, sameName, together, tooFew } from './taskSentences.js'
import { namesOf, setsOf, splitsOf } from './tasks.js'

/** Everything wrong with a data set that can be seen without reading a row: for data from JSON, and for what types let pass. */
export const checkData = (data: Data): Problems =>
  check(data, ['data']).map(({ sentence, at }) => problem(sentence, { path: at }))

/** The sentence about a split that a data set does not have. */
export const noSplit = (data: Data, split: string): string =>
  `${data.data} has no split ${split}; it has ${data.splits.join(', ') || 'none'}`

const check = (data: Data, at: Path): readonly Fault[] => {
  const { origin } = data
  const inside = [...at, 'origin']
  if ('rows' in origin || 'files' in origin)
    return about([...at, 'columns'], [...twice(data), ...emptyKinds(data), ...unlike(data)])
  if ('tasks' in origin)
    return [...origin.tasks.flatMap((one, i) => check(one, [...inside, 'tasks', i])), ...apart(data, origin.tasks, at)]
  if ('concatenate' in origin) {
    const place = [...inside, 'concatenate']
    const unchanging = origin.concatenate.flatMap(changesNot)
    if (unchanging.length > 0) return about(place, unchanging)
    return [
      ...origin.concatenate.flatMap((one, i) => check(one, [...place, i])),
      ...about(place, concatenated(origin.concatenate)),
    ]
  }
  const of = origin.of
  const unchanging = changesNot(of)
  if (unchanging.length > 0) return about([...inside, 'of'], unchanging)
  const [name, own]: readonly [name: string, sentences: readonly string[]] =
    'take' in origin
      ? ['take', taken(origin.take)]
      : 'where' in origin
        ? ['where', filtered(of, origin.where)]
        : 'rename' in origin
          ? ['rename', renamed(of, origin.rename)]
          : 'repeat' in origin
            ? ['repeat', doubled(of, origin.repeat)]
            : 'pair' in origin
              ? ['pair', paired(of, origin.pair)]
              : ['divide', divided(of, origin.divide, origin.into)]
  const columns = changedColumns(origin)
  const others = key(columns) === key(data.columns) ? [] : [otherColumns(data.data, showColumns(columns))]
  return [
    ...check(of, [...inside, 'of']),
    ...about([...inside, name], own),
    ...(own.length > 0 ? [] : about([...at, 'columns'], others)),
  ]
}

const about = (at: Path, sentences: readonly string[]): readonly Fault[] =>
  sentences.map(sentence => ({ sentence, at }))

const twice = ({ data, columns }: Data): readonly string[] =>
  repeatedNames(columns).map(name => columnTwice(data, name))

const unlike = ({ data, columns, origin }: Data): readonly string[] =>
  'texts' in origin && origin.texts !== undefined && key(columns) !== key(retrievalColumns)
    ? [otherThanLookedUp(data, showColumns(columns), showColumns(retrievalColumns))]
    : []

const emptyKinds = ({ data, columns }: Data): readonly string[] =>
  columns.flatMap(([name, kind]) => {
    if (typeof kind === 'string') return []
    if ('score' in kind) return kind.score[0] < kind.score[1] ? [] : [noRange(data, name, showKind(kind))]
    if ('vector' in kind)
      return Number.isSafeInteger(kind.vector) && kind.vector > 0 ? [] : [noLength(data, name, showKind(kind))]
    return [
      ...(kind.class.length > 1 ? [] : [oneClass(data, name, showKind(kind))]),
      ...repeated(kind.class).map(one => classTwice(data, name, showKind(kind), one)),
    ]
  })

const taken = (rows: number): readonly string[] => (Number.isInteger(rows) && rows > 0 ? [] : [noRows(rows)])

const boundNames = ['is', 'atLeast', 'atMost', 'shortest', 'longest'] as const

const filtered = (of: Data, where: Where): readonly string[] => {
  const kind = of.columns.find(([name]) => name === where.column)?.[1]
  if (kind === undefined) return [nothingToFilter(where.column, of.data, showColumns(of.columns))]
  const name = kindName(kind)
  const bounds = boundNames.filter(key => where[key] !== undefined)
  const unfit = bounds.filter(key =>
    name === 'vector' || name === 'texts'
      ? true
      : key === 'is'
        ? name === 'score' && typeof where.is === 'string'
        : name === 'key' || (key === 'shortest' || key === 'longest') !== (name === 'text'),
  )
  const unknownClass =
    typeof kind !== 'string' && 'class' in kind && where.is !== undefined && !isClass(kind.class, where.is)
      ? [noClass(where.column, showKind(kind), where.is)]
      : []
  return [
    ...Object.keys(where)
      .filter(key => key !== 'column' && !boundNames.some(bound => bound === key))
      .map(key => noSetting('filter', key)),
    ...(bounds.length > 0 ? [] : [noBound(where.column)]),
    ...unfit.map(key => unfitBound(key, where.column, showKind(kind))),
    ...unknownClass,
  ]
}

const isClass = (names: readonly string[], is: string | number): boolean =>
  typeof is === 'string' ? names.includes(is) : names[is] !== undefined

type Names = Readonly<Record<string, string>>
const renamed = (of: Data, names: Names): readonly string[] => [
  ...absent(of, names).map(from => nothingToRename(from, of.data, showColumns(of.columns))),
  ...repeatedNames(renamedColumns(of.columns, names)).map(name => renamedTwice(of.data, name)),
]

const doubled = (of: Data, names: Names): readonly string[] => [
  ...absent(of, names).map(from => nothingToRepeat(from, of.data, showColumns(of.columns))),
  ...repeatedNames(repeatedColumns(of.columns, names)).map(name => nameTaken(of.data, name)),
]

const absent = (of: Data, names: Names): readonly string[] =>
  Object.keys(names).filter(from => of.columns.every(([name]) => name !== from))

const concatenated = ([first, ...others]: readonly Data[]): readonly string[] =>
  first === undefined
    ? [nothingToConcatenate()]
    : others
        .filter(other => key(other.columns) !== key(first.columns))
        .map(other => differ(first.data, showColumns(first.columns), other.data, showColumns(other.columns)))

const key = (list: readonly unknown[]): string => JSON.stringify(list)

const divided = (of: Data, name: string, into: Readonly<Record<string, number>>): readonly string[] => {
  const parts = Object.entries(into)
  const sum = parts.reduce((total, [, share]) => total + share, 0)
  return [
    ...(of.splits.includes(name) ? [] : [nothingToSplit(of.data, name, of.splits.join(', ') || 'none')]),
    ...parts.filter(([part]) => part !== name && of.splits.includes(part)).map(([part]) => partExists(of.data, part)),
    ...parts.filter(([, share]) => !(share > 0 && share <= 1)).map(([part, share]) => noShare(part, share)),
    ...(Math.abs(sum - 1) < 1e-9 ? [] : [sharesDiffer(Number(sum.toFixed(9)))]),
  ]
}

const paired = (of: Data, { column, negatives }: DrawnPairs['pair']): readonly string[] => [
  ...(of.columns.some(([name, kind]) => name === column && kind === 'text')
    ? []
    : [nothingToPair(column, of.data, showColumns(of.columns))]),
  ...(negatives > 0 ? [] : [noNegatives(negatives)]),
  ...(negatives > 0 && !Number.isSafeInteger(negatives) ? [negativesNotWhole(negatives)] : []),
]

/** What stays as it is: several data sets that stay apart, and rows that are drawn for each epoch. */
const changesNot = (data: Data): readonly string[] => [
  ...(isTasks(data) ? [together(data.data)] : []),
  ...('pair' in data.origin ? [drawnLast(data.data)] : []),
]

const isTasks = (data: Data): boolean => setsOf(data) !== undefined
const apart = ({ data, columns, splits }: Data, sets: readonly Data[], at: Path): readonly Fault[] => [
  ...about(
    [...at, 'origin', 'tasks'],
    [
      ...(sets.length > 1 ? [] : [tooFew(namesOf(sets) || 'none')]),
      ...repeated(sets.map(set => set.data)).map(sameName),
      ...sets.filter(isTasks).map(set => nested(set.data)),
    ],
  ),
  ...about([...at, 'columns'], columns.length === 0 ? [] : [ownColumns(data, namesOf(sets))]),
  ...about([...at, 'splits'], key(splits) === key(splitsOf(sets)) ? [] : [ownSplits(data, splitsOf(sets).join(', '))]),
]

const repeatedNames = (columns: Columns): readonly string[] => repeated(columns.map(([name]) => name))

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
]

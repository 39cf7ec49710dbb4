import { type Columns, kindName, showColumns, showKind } from './columns.js'
import type { Data, Where } from './data.js'
import { differ, nothingToRename } from './dataCombinators.js'
import { type Problems, problem } from './problem.js'

/** Everything wrong with a data set that can be seen without reading a row: for data from JSON, and for what types let pass. */
export const checkData = (data: Data): Problems => check(data).map(sentence => problem(sentence))

/** The sentence about a split that a data set does not have. */
export const noSplit = (data: Data, split: string): string =>
  `${data.data} has no split ${split}; it has ${data.splits.join(', ') || 'none'}`

const check = (data: Data): readonly string[] => {
  const { origin } = data
  if ('rows' in origin || 'files' in origin) return [...twice(data), ...emptyScores(data)]
  if ('concatenate' in origin) return [...origin.concatenate.flatMap(check), ...concatenated(origin.concatenate)]
  const of = origin.of
  const own =
    'take' in origin
      ? taken(origin.take)
      : 'where' in origin
        ? filtered(of, origin.where)
        : 'rename' in origin
          ? renamed(of, origin.rename, data.columns)
          : divided(of, origin.divide, origin.into)
  return [...check(of), ...own]
}

const twice = ({ data, columns }: Data): readonly string[] =>
  repeated(columns.map(([name]) => name)).map(name => `${data} names the column ${name} twice`)

const emptyScores = ({ data, columns }: Data): readonly string[] =>
  columns.flatMap(([name, kind]) => {
    if (typeof kind === 'string') return []
    if ('score' in kind)
      return kind.score[0] < kind.score[1]
        ? []
        : [`${data}, column ${name}: ${showKind(kind)} holds no range; write the least score first`]
    return [
      ...(kind.class.length > 1 ? [] : [`${data}, column ${name}: ${showKind(kind)} needs two classes or more`]),
      ...repeated(kind.class).map(one => `${data}, column ${name}: ${showKind(kind)} names ${one} twice`),
    ]
  })

const taken = (rows: number): readonly string[] =>
  Number.isInteger(rows) && rows > 0 ? [] : [`take needs a whole number of rows above 0; it has ${rows}`]

const filtered = (of: Data, where: Where): readonly string[] => {
  const kind = of.columns.find(([name]) => name === where.column)?.[1]
  if (kind === undefined)
    return [`filter needs a column named ${where.column}; ${of.data} has ${showColumns(of.columns)}`]
  const name = kindName(kind)
  const bounds = (['is', 'atLeast', 'atMost', 'shortest', 'longest'] as const).filter(key => where[key] !== undefined)
  const unfit = bounds.filter(key =>
    key === 'is'
      ? name === 'score' && typeof where.is === 'string'
      : (key === 'shortest' || key === 'longest') !== (name === 'text'),
  )
  const unknownClass =
    typeof kind !== 'string' && 'class' in kind && where.is !== undefined && !isClass(kind.class, where.is)
      ? [`filter: ${where.column} is ${showKind(kind)}, which has no ${where.is}`]
      : []
  return [
    ...(bounds.length > 0 ? [] : [`filter on ${where.column} needs a bound: is, atLeast, atMost, shortest or longest`]),
    ...unfit.map(key => `filter: ${key} does not go with ${where.column}, which is ${showKind(kind)}`),
    ...unknownClass,
  ]
}

const isClass = (names: readonly string[], is: string | number): boolean =>
  typeof is === 'string' ? names.includes(is) : names[is] !== undefined

const renamed = (of: Data, names: Readonly<Record<string, string>>, columns: Columns): readonly string[] => [
  ...Object.keys(names)
    .filter(from => of.columns.every(([name]) => name !== from))
    .map(from => nothingToRename(from, of.data, showColumns(of.columns))),
  ...repeated(columns.map(([name]) => name)).map(name => `rename gives ${of.data} two columns named ${name}`),
]

const concatenated = ([first, ...others]: readonly Data[]): readonly string[] =>
  first === undefined
    ? ['concatenate needs data; it has none']
    : others
        .filter(other => key(other.columns) !== key(first.columns))
        .map(other => differ(first.data, showColumns(first.columns), other.data, showColumns(other.columns)))

const key = (columns: Columns): string => JSON.stringify(columns)

const divided = (of: Data, name: string, into: Readonly<Record<string, number>>): readonly string[] => {
  const parts = Object.entries(into)
  const sum = parts.reduce((total, [, share]) => total + share, 0)
  return [
    ...(of.splits.includes(name) ? [] : [`split: ${noSplit(of, name)}`]),
    ...parts
      .filter(([part]) => part !== name && of.splits.includes(part))
      .map(([part]) => `split: ${of.data} has a split ${part} already; give the part another name`),
    ...parts
      .filter(([, share]) => !(share > 0 && share <= 1))
      .map(([part, share]) => `split: the share of ${part} is ${share}; it should be above 0 and at most 1`),
    ...(Math.abs(sum - 1) < 1e-9
      ? []
      : [`split: the shares add up to ${Number(sum.toFixed(9))}; they should add up to 1`]),
  ]
}

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
]

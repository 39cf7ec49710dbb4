import { checkData, type Data, type Problem, type Problems, problem, setsOf } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type DataContext, fileHere } from '../../sources/dataFiles.js'
import { streamSplit } from '../../sources/dataStream.js'
import { emptySplit } from '../../sources/emptySplit.js'
import { emptyText } from '../../sources/emptyText.js'
import { hubAccess } from '../../sources/hubAccess.js'
import { rowsFaults } from '../../sources/rowsFaults.js'
import { type Resolved, together } from './resolved.js'

/** Rows of a split in files that are decoded, as far as that takes no longer than so long. */
const sampled = { rows: 200, milliseconds: 300 }
/** What stands in the pipeline is here, all of it. */
const everyRow = { rows: Number.POSITIVE_INFINITY, milliseconds: Number.POSITIVE_INFINITY }
export const isInline = (data: Data): boolean => filesOf(data).length === 0

/** The files of the splits that are used: whether they are there, have the recorded hash, and their first rows decode. */
export const dataFaults = async (data: Data, splits: readonly string[], context: DataContext): Promise<Resolved> => {
  if (checkData(data).length > 0) return { problems: [], notes: [], reads: [] }
  const sets = setsOf(data)
  if (sets !== undefined)
    return together(await Promise.all(sets.map(set => dataFaults(set, splitsOf(set, splits), context))))
  // Pairs have the texts that they are drawn from.
  if ('pair' in data.origin) return dataFaults(data.origin.of, splits, context)
  const files = filesOf(data)
  const found = await Promise.all(
    files.map(async ({ name, source, path }) => ({ name, source, here: await fileHere(source, path, context) })),
  )
  const absent = found.find(({ here }) => here === undefined)
  const reads = found.flatMap(({ here }) => here ?? [])
  if (absent !== undefined)
    return { problems: [], notes: [`${absent.name} is not here yet: a run fetches ${absent.source}`], reads }
  const offline = { ...context, hub: { ...hubAccess(), offline: true } }
  const problems: Problems[] = []
  for (const split of splits.filter(name => data.splits.includes(name)))
    problems.push(await splitFaults(data, split, offline, isInline(data) ? everyRow : sampled))
  return { problems: distinct(problems.flat()), notes: [], reads }
}

/** Of several data sets each one's: evaluators name a split whole, training names one of all. */
const splitsOf = (set: Data, named: readonly string[]): readonly string[] =>
  set.splits.filter(split => named.includes(split) || named.includes(`${set.data}.${split}`))

const splitFaults = async (
  data: Data,
  split: string,
  context: DataContext,
  most: typeof sampled,
): Promise<Problems> => {
  const faults = rowsFaults()
  const end = performance.now() + most.milliseconds
  let count = 0
  for await (const each of streamSplit(data, split, context)) {
    const fault = isLeft(each) ? each.left : emptyText(data.columns, each.right)
    if (fault !== undefined) faults.add(fault)
    if (++count >= most.rows || performance.now() > end) return faults.problems()
  }
  return count > 0 ? faults.problems() : [problem(emptySplit(data, split))]
}

/** A file that two splits are divided from is said once. */
const distinct = (problems: Problems): Problems =>
  problems.filter(({ sentence }: Problem, i) => problems.findIndex(each => each.sentence === sentence) === i)

interface OneFile {
  readonly name: string
  readonly source: string
  readonly path: string
}
const filesOf = ({ data, origin }: Data): readonly OneFile[] => {
  if ('rows' in origin) return []
  if ('concatenate' in origin) return origin.concatenate.flatMap(filesOf)
  if ('tasks' in origin) return origin.tasks.flatMap(filesOf)
  if ('of' in origin) return filesOf(origin.of)
  return [...Object.values(origin.files), ...Object.values(origin.texts ?? {})]
    .flat()
    .map(({ path }) => ({ name: data, source: origin.source, path }))
}

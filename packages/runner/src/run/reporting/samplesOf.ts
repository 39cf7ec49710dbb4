import {
  type Columns,
  type Data,
  type Evaluates,
  isEncoded,
  type Loses,
  mersenneTwister,
  ownOf,
  permutation,
  type Row,
} from '@siamese/core'
import { routeFor } from '../../encode/routeFor.js'
import { type ReadAs, splitOf } from '../../evaluate/evaluate.js'
import { dataOf, type Planned, type PlannedLoss, trainedSplit } from '../../plan.js'
import { type PlayedIn, playedIn } from '../../playedIn.js'
import type { Label, Sample } from '../../report/run/sample.js'
import { promptsOf } from '../../train/collate.js'
import type { OpenPlan } from '../openPlan.js'

/** A sample with how the texts of each of its columns are read. */
export interface Sampled {
  readonly sample: Sample
  readonly readAs: readonly ReadAs[]
}

/** Rows of all samples together. */
const most = 500
/** Samples are of as many data sets. */
const sets = 4
/** Rows of a sample that nothing else encodes, as a share of the rows that are trained on: encoding is a third of training. */
const [share, least] = [0.015, 64]

/** A sample of each data set, of the split that says most of it. */
export const samplesOf = async (
  opened: Pick<OpenPlan, 'plan' | 'rows' | 'source' | 'sentenceEncoder'>,
): Promise<readonly Sampled[]> => {
  const found: Sampled[] = []
  const all = dataOf(opened.plan).slice(0, sets)
  for (const { data, loss } of all) {
    const judged = lookedAt(opened, data, loss)
    if (judged !== undefined) found.push(await sampleOf(opened, data, judged, Math.floor(most / all.length)))
  }
  return found.filter(({ sample }) => sample.rows > 0 && sample.columns.length > 0)
}

/** The stage that reads a split, and whether it encodes all of it anyway. */
interface LookedAt {
  readonly split: string
  readonly played: readonly PlayedIn[]
  readonly prompts: (each: PlayedIn) => string
  readonly encoded: boolean
}

/** What an evaluator of embeddings judges, `test` before others; else what the loss reads of a split that is judged; else what is trained on. */
const lookedAt = (
  { plan, rows }: Pick<OpenPlan, 'plan' | 'rows'>,
  data: Data,
  loss: PlannedLoss | undefined,
): LookedAt | undefined => {
  const { evaluators, train } = plan
  const splits = data.splits.map(name => (data === plan.data ? name : `${data.data}.${name}`))
  const here = evaluators
    .filter(each => splits.includes(splitOf(each)) && rows.has(splitOf(each)))
    .toSorted((a, b) => Number(isTest(b)) - Number(isTest(a)))
  const reads = here.find(({ does }) => does.reads === 'embeddings' || does.reads === 'search')
  if (reads !== undefined) {
    const prompts = reads.settings.prompts as Readonly<Record<string, string>>
    return {
      split: splitOf(reads),
      played: texts(reads, data.columns),
      prompts: ({ role }) => ownOf(prompts, role) ?? '',
      encoded: true,
    }
  }
  const split = here[0] === undefined ? loss && train && trainedSplit(loss, train) : splitOf(here[0])
  if (loss === undefined || split === undefined) return undefined
  const prompts = promptsOf(train?.prompts ?? {}, loss.task)
  return {
    split,
    played: texts(loss, data.columns),
    prompts: ({ column }) => ownOf(prompts, column) ?? '',
    encoded: false,
  }
}

const isTest = (evaluator: Planned<Evaluates>): boolean => splitOf(evaluator).split('.').at(-1) === 'test'

/** What plays a role, each column once; labels as well. */
const texts = ({ does, settings }: Planned<Loses | Evaluates>, columns: Columns): readonly PlayedIn[] => {
  const all = playedIn(does, settings, columns)
  return all.filter(({ column }, i) => all.findIndex(each => each.column === column) === i)
}

const sampleOf = async (
  { plan, rows, source, sentenceEncoder }: Pick<OpenPlan, 'plan' | 'rows' | 'source' | 'sentenceEncoder'>,
  data: Data,
  { split, played, prompts, encoded }: LookedAt,
  most: number,
): Promise<Sampled> => {
  const open = rows.get(split)!
  const trained = (source?.total ?? 0) * (plan.train?.batchSize ?? 0) * (plan.train?.accumulate ?? 1)
  const count = Math.min(open.count, encoded ? most : Math.min(most, Math.max(least, Math.round(share * trained))))
  const order = permutation(open.count, mersenneTwister(plan.train?.seed ?? 0))
  const some = await open.read([...order.subarray(0, count)].sort((a, b) => a - b))
  const columns = played.filter(({ kind }) => isEncoded(kind))
  const label = labelOf(data.columns, played, some)
  const group = groupOf(data.columns, played, some)
  return {
    sample: {
      data: data.data,
      split,
      of: open.count,
      rows: some.length,
      columns: columns.map(({ column, role }) => ({
        column,
        role,
        texts: some.map(row => firstText(row[column]!)),
      })),
      ...(label === undefined ? {} : { label }),
      ...(group === undefined ? {} : { group }),
    },
    readAs: columns.map(each => ({ prompt: prompts(each), route: routeFor(sentenceEncoder, each) })),
  }
}

/** Of a list of texts its first. */
const firstText = (value: Row[string]): string => String([value].flat()[0] ?? '')

/** The column that plays a label's role: a score, or one of some classes. */
const labelOf = (columns: Columns, played: readonly PlayedIn[], rows: readonly Row[]): Label | undefined => {
  for (const { column } of played) {
    const kind = columns.find(([name]) => name === column)?.[1]
    const values = () => rows.map(row => Number(row[column]))
    if (kind === 'binary') return { column, classes: ['0', '1'], values: values() }
    if (typeof kind !== 'object') continue
    if ('score' in kind) return { column, score: [...kind.score], values: values() }
    if ('class' in kind) return { column, classes: [...kind.class], values: values() }
  }
  return undefined
}

/** A class column that no role is played by, a genre, say; or a key with few values. */
const groupOf = (columns: Columns, played: readonly PlayedIn[], rows: readonly Row[]): Sample['group'] => {
  for (const [column, kind] of columns) {
    if (played.some(each => each.column === column)) continue
    if (typeof kind === 'object' && 'class' in kind)
      return { column, classes: [...kind.class], values: rows.map(row => Number(row[column])) }
    if (kind !== 'key' && kind !== 'text') continue
    const names = [...new Set(rows.map(row => String(row[column])))].sort()
    if (names.length < 2 || names.length > 8) continue
    return { column, classes: names, values: rows.map(row => names.indexOf(String(row[column]))) }
  }
  return undefined
}

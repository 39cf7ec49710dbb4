import { type Data, type Evaluates, isEncoded, type Loses, ownOf, type Route, type Row } from '@siamese/core'
import { routeFor } from '../../encode/routeFor.js'
import { splitOf } from '../../evaluate/evaluate.js'
import { modelOf } from '../../model/joinedRoutes.js'
import { dataOf, type Plan, type Planned, type PlannedLoss, trainedSplits } from '../../plan.js'
import { playedIn } from '../../playedIn.js'
import type { Rows } from '../../sources/rows.js'
import { spread } from '../../train/batchesAcross.js'
import { promptsOf } from '../../train/collate.js'
import type { OpenPlan } from '../openPlan.js'
import { columnsOf, type ExplainedColumn } from './columns.js'
import { type Lengths, lengthsOf, type Measured } from './lengths.js'

/** A data set, as far as a run reads it. */
export interface ExplainedData {
  readonly name: string
  readonly columns: readonly ExplainedColumn[]
  readonly splits: readonly ExplainedSplit[]
}
export interface ExplainedSplit {
  readonly split: string
  /** Unknown where the run does not read the split and nothing says how many it has. */
  readonly rows?: number
  readonly trained: boolean
  readonly evaluated: boolean
  /** Of the texts that are used, of all rows or of a sample. */
  readonly texts?: SampledLengths
}
export interface SampledLengths extends Lengths {
  /** Rows that were tokenized, evenly spread over the split. */
  readonly rows: number
  readonly columns: readonly string[]
}

/** Characters that are tokenized of a split, some 0.2 s; it has more rows where they are short. */
const mostCharacters = 2_500_000
/** Rows that tell how long the others are. */
const few = 64

/** Each data set; the splits of several go by their whole names. Of a split, so many `characters` are tokenized. */
export const dataFacts = async (opened: OpenPlan, characters = mostCharacters): Promise<readonly ExplainedData[]> => {
  const found: ExplainedData[] = []
  for (const { data, loss } of dataOf(opened.plan)) found.push(await factsOf(opened, data, loss, characters))
  return found
}

const factsOf = async (
  { plan, model, rows }: OpenPlan,
  data: Data,
  loss: PlannedLoss | undefined,
  characters: number,
): Promise<ExplainedData> => {
  const { evaluators } = plan
  const splits: ExplainedSplit[] = []
  for (const name of data.splits) {
    const split = data === plan.data ? name : `${data.data}.${name}`
    const open = rows.get(split)
    const count = open?.count ?? countOf(data, name)
    const columns = usedTexts(plan, data, loss, split)
    splits.push({
      split,
      ...(count === undefined ? {} : { rows: count }),
      trained: trainedSplits(plan).includes(split),
      evaluated: evaluators.some(each => splitOf(each) === split),
      ...(open === undefined || columns.length === 0
        ? {}
        : { texts: await sampledLengths(open, columns, { plan, model }, characters) }),
    })
  }
  return { name: data.data, columns: columnsOf(data, loss), splits }
}

interface UsedText {
  readonly column: string
  readonly prompt: string
  /** Where routes have an encoder each, the one that encodes it. */
  readonly route?: Route | undefined
}

/** Text columns that training or evaluation reads of a split, with what stands in front of them; each once. */
const usedTexts = (
  plan: Plan,
  { columns }: Data,
  loss: PlannedLoss | undefined,
  split: string,
): readonly UsedText[] => {
  const { train, evaluators } = plan
  const texts = (stage: Planned<Loses | Evaluates>) =>
    playedIn(stage.does, stage.settings, columns).filter(({ kind }) => isEncoded(kind))
  const prompts = promptsOf(train?.prompts ?? {}, loss?.task)
  const trained =
    loss !== undefined && trainedSplits(plan).includes(split)
      ? texts(loss).map(({ role, column }) => ({
          column,
          prompt: ownOf(prompts, column) ?? '',
          route: routeFor(plan, { role, column }),
        }))
      : []
  const evaluated = evaluators
    .filter(each => splitOf(each) === split)
    .flatMap(each => {
      const prompts = each.settings.prompts as Readonly<Record<string, string>>
      return texts(each).map(({ role, column }) => ({
        column,
        prompt: ownOf(prompts, role) ?? '',
        route: routeFor(plan, { role, column }),
      }))
    })
  const all = [...trained, ...evaluated]
  // By whichever route, one encoder has the same tokens.
  const route = ({ route }: UsedText) => (plan.routeEncoders === undefined ? undefined : route)
  return all.filter(
    (one, i) =>
      all.findIndex(each => each.column === one.column && each.prompt === one.prompt && route(each) === route(one)) ===
      i,
  )
}

const sampledLengths = async (
  rows: Rows,
  used: readonly UsedText[],
  { plan, model }: Pick<OpenPlan, 'plan' | 'model'>,
  mostCharacters: number,
): Promise<SampledLengths> => {
  const textsOf = (row: Row) =>
    used.flatMap(({ column, prompt, route }) =>
      [row[column]!].flat().map(text => ({ text: prompt + String(text), route })),
    )
  const first = await rows.read(spread(rows.count, few))
  const characters = first.flatMap(textsOf).reduce((sum, { text }) => sum + text.length, 0) / first.length
  const sample = spread(rows.count, Math.max(few, Math.floor(mostCharacters / Math.max(1, characters))))
  const lengths: Measured[] = []
  for (let from = 0; from < sample.length; from += 1024)
    for (const row of await rows.read(sample.slice(from, from + 1024)))
      for (const { text, route } of textsOf(row)) {
        const { tokenizer } = modelOf<OpenPlan['model']>(model, route)
        const { maxLength: limit } = (route && plan.routeEncoders?.[route]) ?? plan
        const { length } = tokenizer.encode(text, Number.POSITIVE_INFINITY).ids
        lengths.push({ length, limit, special: tokenizer.special })
      }
  return {
    rows: sample.length,
    columns: [...new Set(used.map(({ column }) => column))],
    ...lengthsOf(lengths),
  }
}

/** Rows of a split that is not opened, where its origin says how many. */
const countOf = ({ origin }: Data, split: string): number | undefined => {
  if ('rows' in origin) return origin.rows[split]?.length
  if (!('files' in origin)) return undefined
  const counts = (origin.files[split] ?? []).map(({ rows }) => rows)
  return counts.reduce<number | undefined>(
    (sum, rows) => (sum === undefined || rows === undefined ? undefined : sum + rows),
    0,
  )
}

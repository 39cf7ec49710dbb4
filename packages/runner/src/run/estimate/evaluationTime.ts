import { type Evaluates, isEncoded, type Row, setOf } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isRefusal } from '../../asPromise.js'
import { pack } from '../../encode/pack.js'
import { type Evaluation, evaluate, splitOf } from '../../evaluate/evaluate.js'
import { type Planned, taskOn } from '../../plan.js'
import { playedIn } from '../../playedIn.js'
import { inMemory } from '../../sources/rows.js'
import { spread } from '../../train/batchesAcross.js'
import { lineThrough } from './line.js'
import { timesFor } from './timesFor.js'

/** An evaluator that was timed on a few real rows, and what it takes for all rows of its split by them. */
export interface EvaluationTime {
  readonly stage: string
  readonly split: string
  readonly timed: readonly TimedRows[]
  /** Of the whole split, once. */
  readonly seconds: number
}
export interface TimedRows {
  readonly rows: number
  readonly tokens: number
  readonly seconds: number
}

/** Rows whose tokens are counted, to know how long the others are. */
const counted = 512
/** Rows that are timed first, and tokens that are timed then, at least: from near numbers no slope can be told. */
const few = 2
const many = 1500
/** Tokens that embeddings are computed of at once: two batches. */
const atOnce = 2048

/**
 * The first evaluator of each kind is timed on so few rows that they are computed at once, after some that prepare the engine;
 * the others take the same for each time that the engine is asked, and for each token. Undefined where one cannot judge few rows.
 */
export const evaluationTimes = async (
  evaluation: Evaluation,
  evaluators: readonly Planned<Evaluates>[],
  budget: number,
): Promise<readonly EvaluationTime[] | undefined> => {
  const known = new Map<string, readonly TimedRows[]>()
  const times: EvaluationTime[] = []
  for (const evaluator of evaluators) {
    if (evaluator.does.reads === 'metrics') continue // it computes next to nothing
    const split = splitOf(evaluator)
    const rows = evaluation.rowsOf(split)
    const sample = await rows.read(spread(rows.count, counted))
    const ofSample = sample.map(row => tokensOf(evaluation, evaluator, row))
    const each = ofSample.reduce((sum, tokens) => sum + tokens, 0) / sample.length
    const roles = evaluator.does.roles.filter(role => /: texts?$/.test(role)).length
    const together = readsVectors(evaluator)
      ? Math.max(1, Math.floor((atOnce * roles) / each))
      : (evaluation.plan.train?.batchSize ?? 32)
    let timed = known.get(evaluator.does.reads)
    if (timed === undefined) {
      try {
        timed = await timedRows(evaluation, evaluator, sample, ofSample, together, budget)
      } catch (error) {
        if (isRefusal(error)) throw error
        return undefined // an evaluator of someone's own may want more rows; what is wrong with it the run will say
      }
      known.set(evaluator.does.reads, timed)
    }
    // Of a corpus every document is read.
    const count = rows.corpus?.count ?? rows.count
    const { least, each: ofToken } = lineThrough(timed.map(({ tokens, seconds }) => ({ work: tokens, seconds })))
    times.push({
      stage: evaluator.stage,
      split,
      timed,
      seconds: least * Math.ceil(count / together) + ofToken * each * count,
    })
  }
  return times
}

const timedRows = async (
  { progress: _, cut: __, doubt: ___, collapsed: ____, ...evaluation }: Evaluation,
  evaluator: Planned<Evaluates>,
  sample: readonly Row[],
  ofSample: readonly number[],
  together: number,
  budget: number,
): Promise<readonly TimedRows[]> => {
  const once = async (count: number, from: number): Promise<TimedRows> => {
    const places = spread(sample.length - Math.max(0, from), count).map(place => place + Math.max(0, from))
    const began = performance.now()
    await evaluate({ ...evaluation, rowsOf: () => inMemory(places.map(place => sample[place]!)) }, [evaluator])
    const seconds = (performance.now() - began) / 1000
    return { rows: places.length, tokens: places.reduce((sum, place) => sum + ofSample[place]!, 0), seconds }
  }
  const best = async (count: number): Promise<TimedRows> => {
    const all = [await once(count, 0)]
    while (all.length < timesFor(all[0]!.seconds, budget))
      all.push(await once(count, Math.min(all.length, sample.length - count)))
    return all.reduce((a, b) => (b.seconds / b.tokens < a.seconds / a.tokens ? b : a))
  }
  if (readsVectors(evaluator)) prepare(evaluation)
  await once(few, 0)
  const first = await best(few)
  const enough = Math.ceil((many * first.rows) / first.tokens)
  const rows = Math.min(together, sample.length, Math.max(enough, Math.floor((budget / 2 / first.seconds) * few)))
  return rows > few ? [first, await best(rows)] : [first]
}

/** Batches are encoded two at a time and, at the end, one: the engine prepares itself for each way. */
const prepare = ({ forward, sentenceEncoder: { tokenizer } }: Evaluation): void => {
  const text = () => pack([[tokenizer.pad]], tokenizer.pad, 1)
  tf.tidy(() => {
    forward.embed(text())
    forward.embed(text(), text())
  })
}

/** What is read through the loss has the texts of the loss. */
const tokensOf = (
  { plan, sentenceEncoder: { tokenizer, maxLength } }: Evaluation,
  evaluator: Planned<Evaluates>,
  row: Row,
): number => {
  const split = splitOf(evaluator)
  const { does, settings } = readsVectors(evaluator) ? evaluator : taskOn(plan, split)
  return playedIn(does, settings, setOf(plan.data, split)!.set.columns)
    .flatMap(({ kind, column }) => (isEncoded(kind) ? [row[column]!].flat() : []))
    .reduce<number>((sum, text) => sum + tokenizer.encode(String(text), maxLength).ids.length, 0)
}

const readsVectors = ({ does }: Planned<Evaluates>): boolean => does.reads === 'embeddings' || does.reads === 'search'

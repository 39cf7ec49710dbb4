import { dispose } from '../../compute/batch.js'
import { mainEntry } from '../../graph/mainEntry.js'
import type { Sizes } from '../../graph/size.js'
import { batchSizes } from '../../graph/texts.js'
import { batchesAcross } from '../../train/batchesAcross.js'
import { collate, readFor } from '../../train/collate.js'
import { partsIn, partsOf } from '../../train/miniBatches.js'
import type { BatchSizes } from '../../train/sampleBatches.js'
import { mostOften } from '../../train/source.js'
import type { Computing } from '../openComputing.js'
import { type Line, lineThrough, secondsFor, type Timed } from './line.js'
import { timesFor } from './timesFor.js'
import { workOf } from './workOf.js'

/** Steps of a few real rows that were timed, and what a step of the run takes by them. */
export interface StepTime {
  readonly timed: readonly (Timed & { readonly rows: number; readonly tokens: number })[]
  readonly line: Line
  /** Of an average step of the run. */
  readonly seconds: number
}

/** The more rows are so many times the fewest, where a step is cheap and where it is dear: from near numbers no slope can be told. */
const apart = { cheap: 8, dear: 4 }

/**
 * Times steps of few rows of the run, and of as many as `budget` seconds allow, each of sizes that are new; all are taken back.
 * The first is not counted: it prepares the engine, as the first step of a run would. Undefined where a gradient was not finite.
 */
export const stepTime = async (
  { settings, source, stepper }: NonNullable<Computing['training']>,
  compiled: Computing['compiled'],
  sampled: readonly BatchSizes[],
  smallest: number,
  budget: number,
): Promise<StepTime | undefined> => {
  const { accumulate } = settings
  // Of several data sets the one that has most turns is timed, and the others' work is known.
  const { rows, collation } = mostOften(source)
  const { task } = collation.loss
  const batchSize = Math.min(settings.batchSize, rows.count)
  const workFor = (of: string | undefined) => workOf(compiled && mainEntry(compiled, of))
  const work = workFor(task)
  const indices = batchesAcross(settings, source, 16 * source.sets.length).flatMap(turn =>
    source.setOf(turn).rows === rows ? turn.rows : [],
  )
  let at = 0
  const next = async (count: number) => {
    const some = Array.from({ length: Math.min(count, batchSize) }, (_, i) => indices[(at + i) % indices.length]!)
    at += some.length
    return readFor(collation, await rows.read(some))
  }
  const once = async (count: number) => {
    const given = await Promise.all(Array.from({ length: accumulate }, () => next(count)))
    const began = performance.now()
    const batches = given.map(some => collate(collation, some))
    const collating = (performance.now() - began) / 1000
    const { seconds, finite } = stepper.rehearse(batches)
    const sizes = batches.flatMap(partsOf).map(batchSizes)
    dispose(batches)
    const sum = (of: (batch: Sizes) => number) => sizes.reduce((all, each) => all + of(each), 0)
    return {
      finite,
      rows: sum(({ rows }) => rows!),
      tokens: sum(({ tokens }) => tokens!),
      work: sum(work),
      seconds: seconds + collating,
    }
  }
  let spent = 0
  const best = async (count: number) => {
    const all = [await once(count)]
    while (all.length < timesFor(all[0]!.seconds, budget)) all.push(await once(count))
    spent += all.reduce((sum, { seconds }) => sum + seconds, 0)
    return all.reduce((a, b) => (b.seconds / b.tokens < a.seconds / a.tokens ? b : a))
  }
  const first = await once(smallest)
  if (!first.finite) return undefined
  const few = await best(smallest)
  const measured = [few]
  const more = (few.seconds > budget / 4 ? apart.dear : apart.cheap) * smallest
  for (let rows = Math.min(batchSize, more); rows > measured.at(-1)!.rows / accumulate; ) {
    const last = await best(rows)
    measured.push(last)
    const affordable = Math.floor((((budget - spent) / 2) * rows) / last.seconds)
    rows = affordable < 2 * rows ? 0 : Math.min(batchSize, affordable)
  }
  if (measured.some(({ finite }) => !finite)) return undefined
  const line = lineThrough(measured)
  const ofPart = sampled.reduce((sum, { task, sizes }) => sum + workFor(task)(sizes), 0) / sampled.length
  return {
    timed: measured.map(({ finite: _, ...each }) => each),
    line,
    seconds: secondsFor(line, accumulate * partsIn(batchSize, settings) * ofPart),
  }
}

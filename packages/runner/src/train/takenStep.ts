import { ownOf, type Problem, type TrainSettings } from '@siamese/core'
import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import { type Batch, dispose } from '../compute/batch.js'
import { memoryProblem } from '../engine/outOfMemory.js'
import { diverged } from './diverged.js'
import type { Group } from './groups.js'
import type { Progress } from './progress.js'
import { rateFactor, warmupSteps } from './schedule.js'
import { stepParts } from './stepParts.js'
import type { StepOutput } from './stepper.js'
import { stepRows } from './stepRows.js'
import type { Training } from './training.js'

/** One step: its rate, its batches, what it says; or why there is none. */
export const takenStep = (
  { settings, source, stepper, search }: Training,
  { step }: Progress,
  turns: Group['turns'],
) => {
  const { learningRate, schedule } = settings
  const { total } = source
  const warmup = warmupSteps(settings.warmup, total)
  const rate = learningRate * rateFactor(schedule, step, { learningRate, warmup, total })
  const batches = turns.map(({ turn, read }, place) => source.collate(turn, read, { step, place }))
  const read = readOf(batches)
  const made = tried(() => stepper.step({ batches, rate, step }), step + 1, settings)
  const searched = isRight(made) && !made.right.finite ? search?.({ batches, step }) : undefined
  dispose(batches)
  if (isLeft(made)) return made
  const { losses, norm, finite } = made.right
  const loss = losses.reduce((sum, each) => sum + each, 0) / losses.length
  const parts = stepParts(batches, made.right)
  const told = { loss, ...(parts === undefined ? {} : { parts }) }
  const truncated: Record<string, number> = {}
  for (const [i, { turn }] of turns.entries()) count(truncated, source.setOf(turn).split, batches[i]!.truncated)
  const rows = turns.reduce((sum, { turn }) => sum + turn.rows.length, 0)
  return finite
    ? right({ ...told, rate, norm, rows, ...read, input: stepRows(turns, source), ...taskOf(batches), truncated })
    : left(diverged({ step: step + 1, loss, norm }, searched, source, turns))
}

/** A step, or why the machine is too small for it. */
const tried = (step: () => StepOutput, number: number, settings: TrainSettings): Either<Problem, StepOutput> => {
  try {
    return right(step())
  } catch (error) {
    const problem = memoryProblem(error, `step ${number}`, smaller(settings))
    if (problem === undefined) throw error
    return left(problem)
  }
}

/** What makes a step smaller. */
export const smaller = ({
  batchSize,
  miniBatchSize,
  accumulate,
}: Pick<TrainSettings, 'batchSize' | 'miniBatchSize' | 'accumulate'>): string => {
  if ((miniBatchSize ?? batchSize) === 1) return 'lower maxLength'
  return miniBatchSize !== undefined
    ? 'lower miniBatchSize or maxLength'
    : `lower batchSize or maxLength; batchSize ${Math.ceil(batchSize / 2)} with accumulate ${2 * accumulate} takes as many rows a step; miniBatchSize ${Math.ceil(batchSize / 2)} keeps the batch`
}

const count = (counts: Record<string, number>, of: string, more: number): void => {
  counts[of] = (ownOf(counts, of) ?? 0) + more
}

/** Tokens that a step reads, without padding and with it. */
const readOf = (batches: readonly Batch[]): { readonly tokens: number; readonly padded: number } => ({
  tokens: batches.reduce((sum, { texts }) => sum + texts.ids.size, 0),
  padded: batches.reduce((sum, { padded }) => sum + padded, 0),
})

const taskOf = (batches: readonly Batch[]): { readonly task?: string } => {
  const names = new Set(batches.flatMap(({ task }) => (task === undefined ? [] : [task])))
  return names.size === 0 ? {} : { task: [...names].join('+') }
}

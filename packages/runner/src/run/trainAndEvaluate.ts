import { join } from 'node:path'
import type { Problems, ScoredPairs } from '@siamese/core'
import { ownOf } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { disposeParameters } from '../compute/parameters.js'
import { type Evaluation, evaluate, type Metrics } from '../evaluate/evaluate.js'
import type { Plan } from '../plan.js'
import type { Tokenizing } from '../tokenize/tokenizing.js'
import { beginsFrom, isDivergence } from '../train/diverged.js'
import { type DoubtedStep, trainingDoubts } from '../train/doubts.js'
import { train } from '../train/loop.js'
import type { StepParts } from '../train/stepParts.js'
import type { CheckpointFile } from './checkpoint/checkpointFile.js'
import { type CheckpointsOf, type Keeping, openCheckpoints } from './checkpoint/checkpoints.js'
import { modelOfStep, restored } from './checkpoint/goingOn.js'
import { readMetrics } from './folder/metricsFile.js'
import { type RunProcess, spentTogether } from './folder/processes.js'
import { hashesOfParameters } from './folder/tensorHashes.js'
import { learn } from './learn.js'
import type { Computing } from './openComputing.js'
import type { OpenPlan } from './openPlan.js'
import { gathering } from './reporting/gathering.js'
import type { Reporter } from './reporting/reporter.js'
import type { Evaluation as Evaluated, Listener } from './runEvent.js'
import type { RunResult } from './runResult.js'
import { saveModel, type TrainedModel } from './saveModel.js'
import type { Stopwatch } from './stopwatch.js'
import { watchedBy } from './watched.js'

export interface Telling {
  readonly folder: string
  readonly clock: Stopwatch
  /** Those that worked on the run before this one. */
  readonly earlier: readonly RunProcess[]
  readonly tell: Listener
  readonly flush: CheckpointsOf['flush']
  readonly signal: AbortSignal | undefined
  /** Where an earlier process came to. */
  readonly checkpoint: CheckpointFile | undefined
  readonly keeping: Keeping & Pick<CheckpointsOf, 'there'>
  /** Keeps the embeddings of sampled texts. */
  readonly reporter?: Pick<Reporter, 'samples' | 'embedded'>
}

/** The run itself: evaluated, trained, evaluated again, the model written. */
export const trainAndEvaluate = async (
  opened: OpenPlan,
  { forward, training }: Computing,
  tokenizing: Tokenizing,
  { folder, clock, earlier, tell, flush, signal, checkpoint, keeping, reporter }: Telling,
): Promise<Either<Problems, RunResult>> => {
  const { plan, model, sentenceEncoder, rows, frozen, engine } = opened
  const began = new Date().toISOString()
  clock.to('training')
  const truncated: Record<string, number> = {}
  const doubted = new Set<string>()
  const doubt = (sentence: string) => {
    if (!doubted.has(sentence)) tell({ event: 'warning', sentence })
    doubted.add(sentence)
  }
  const cut = (split: string, texts: number) => {
    if (texts > 0) truncated[split] = Math.max(texts, ownOf(truncated, split) ?? 0)
  }
  const evaluated = async (
    evaluators: Plan['evaluators'],
    at: Pick<Evaluated, 'moment' | 'step'>,
  ): Promise<Metrics> => {
    clock.to('evaluation')
    const evaluation: Evaluation = {
      plan,
      sentenceEncoder,
      forward,
      frozen,
      tokenizing,
      rowsOf: split => rows.get(split)!,
      cut,
      doubt,
      // Fresh weights often begin there; that is what training is for.
      ...(at.moment === 'before' && training !== undefined ? {} : { collapsed: doubt }),
      progress: how => tell({ event: 'evaluating', ...how }),
      ...(signal === undefined ? {} : { signal }),
    }
    const { moment } = at
    const pairs: (readonly [name: string, pairs: ScoredPairs])[] = []
    const paired = (...each: (typeof pairs)[number]) => pairs.push(each)
    const sampling = moment === 'during' || reporter === undefined ? undefined : gathering(reporter.samples, evaluation)
    const metrics = await evaluate({ ...evaluation, ...sampling, paired }, evaluators)
    await tell({ event: 'evaluation', ...at, metrics })
    if (moment !== 'during') for (const [name, each] of pairs) await tell({ event: 'pairs', moment, name, pairs: each })
    if (sampling !== undefined && moment !== 'during') await reporter!.embedded(moment, await sampling.gathered())
    clock.to('training')
    return metrics
  }
  const finished = (rest: Pick<RunResult, 'model' | 'before' | 'after' | 'steps' | 'best' | 'parts'>) => {
    const own = { process: process.pid, began, after: checkpoint?.step ?? 0, ...clock.spent() }
    const processes = [...earlier, own]
    const { seconds, memory } = spentTogether(processes)
    return right({
      folder,
      engine: engine.name,
      ...rest,
      truncated,
      seconds: seconds.together - seconds.start,
      spent: { steps: rest.steps, seconds, memory },
      processes,
    })
  }
  await learn(opened, {
    progress: (model, done, total) => tell({ event: 'encoding', model, done, total }),
    ...(signal === undefined ? {} : { signal }),
  })
  const before = checkpoint?.before ?? (await evaluated(plan.evaluators, { moment: 'before', step: 0 }))
  if (training === undefined) return finished({ model: undefined, before, after: undefined, steps: 0, best: undefined })

  const { stepper } = training
  const doubts = trainingDoubts(checkpoint === undefined ? [] : await stepsOf(folder, training.source.total))
  const watched = watchedBy(plan)
  let parts: StepParts | undefined
  const from = checkpoint === undefined ? undefined : await restored(folder, checkpoint, stepper)
  if (from !== undefined && isLeft(from)) return from
  if (checkpoint !== undefined) await tell({ event: 'resumed', step: checkpoint.step })
  if (checkpoint === undefined) await tell({ event: 'begun', weights: hashesOfParameters(stepper) })
  const checkpoints = openCheckpoints({ run: folder, stepper, before, tell, flush, ...keeping })
  const trained = await train({
    ...training,
    report: async event => {
      await tell(event)
      if (event.event !== 'step') return
      if (event.parts !== undefined) parts = { ...parts, ...event.parts }
      for (const sentence of doubts(event)) doubt(sentence)
    },
    checkpoints,
    ...(from === undefined ? {} : { from: from.right }),
    ...(watched.length === 0 ? {} : { watch: step => evaluated(watched, { moment: 'during', step }) }),
    ...(signal === undefined ? {} : { signal }),
  }).finally(checkpoints.close)
  const save = async (path: string, measured: Pick<TrainedModel, 'metrics' | 'before'>) => {
    const parameters = stepper.parameters()
    const counts = Object.fromEntries([...rows].map(([split, { count }]) => [split, count]))
    const saved = await saveModel(path, { plan, model, ...parameters, ...measured, rows: counts })()
    disposeParameters(parameters)
    return saved
  }
  if (isLeft(trained)) {
    const [why] = trained.left
    if (why === undefined || !isDivergence(why) || !why.finite || why.after === 0) return trained
    const path = join(folder, `${modelOfStep}${why.after}`)
    const saved = await save(path, { metrics: {}, before: {} })
    return left(isLeft(saved) ? [...trained.left, ...saved.left] : [beginsFrom(why, path), ...trained.left.slice(1)])
  }
  const { steps, best } = trained.right
  for (const [split, texts] of Object.entries(trained.right.truncated)) cut(split, texts)
  const after = await evaluated(plan.evaluators, { moment: 'after', step: steps })
  clock.to('saving')
  const path = join(folder, 'model')
  const saved = await save(path, { metrics: after, before })
  const told = parts === undefined ? {} : { parts }
  return isLeft(saved) ? saved : finished({ model: path, before, after, steps, best, ...told })
}

/** The steps that processes before this one took, as far as their numbers could be written. */
const stepsOf = async (folder: string, total: number): Promise<readonly DoubtedStep[]> => {
  const { lines } = await readMetrics(folder)
  return lines.flatMap(line => (doubtedStep.is(line) ? [{ ...line, total }] : []))
}
/** A line of `metrics.jsonl` that tells of a step, all its numbers finite. */
const doubtedStep = t.intersection([
  t.type({ step: t.number, loss: t.number, rate: t.number, norm: t.number }),
  t.partial({ task: t.string }),
])

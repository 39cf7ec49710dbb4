import { join } from 'node:path'
import { type Loses, type Pipeline, type Problems, problem } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { runsGraphs } from '../engine/graphSession.js'
import { evaluate, type Metrics, splitOf } from '../evaluate/evaluate.js'
import { toWeights } from '../model/tensorsOf.js'
import { type Plan, type Planned, planOf } from '../plan.js'
import { fileTrouble } from '../sources/fileTrouble.js'
import { collate, rolesByKind } from '../train/collate.js'
import { compiledStepper } from '../train/compiledStepper.js'
import { eagerStepper } from '../train/eagerStepper.js'
import { freshHead } from '../train/head.js'
import { type Trained, type TrainingEvent, train } from '../train/loop.js'
import { lossOf } from '../train/objective.js'
import type { Parameters, Stepper, StepRule } from '../train/stepper.js'
import { manifestOf } from './manifest.js'
import { type OpenOptions, type OpenPlan, openPlan } from './openPlan.js'
import { rowsHash } from './rowsHash.js'
import { openRunFolder, type RunFolder } from './runFolder.js'
import { saveModel } from './saveModel.js'
import { warningsOf } from './warnings.js'

export interface RunOptions extends OpenOptions {
  /** Names the run's folder when `out` does not: `runs/stsb-1`. */
  readonly name?: string
  /** The run's folder; it must not exist. */
  readonly out?: string
  /** Where runs without `out` go; `runs` in the current folder when not written. */
  readonly runs?: string
  readonly command?: readonly string[]
  /** Steps computed operation by operation, also where the engine could run them as one graph. */
  readonly eager?: boolean
  readonly signal?: AbortSignal
  readonly report?: (event: RunEvent) => void
}
export type RunEvent =
  | TrainingEvent
  | { readonly event: 'started'; readonly folder: string; readonly engine: string }
  | { readonly event: 'evaluating'; readonly evaluator: string; readonly done: number; readonly total: number }
  | { readonly event: 'warning'; readonly sentence: string }

export interface RunResult {
  readonly folder: string
  /** The folder of the trained model; none was written when nothing was trained. */
  readonly model: string | undefined
  readonly engine: string
  /** By the model as it was given, and, after training, by the trained one. */
  readonly before: Metrics
  readonly after: Metrics | undefined
  readonly steps: number
  readonly best: Trained['best']
  /** By split, how many texts were longer than the limit and were cut; splits without any are left out. */
  readonly truncated: Readonly<Record<string, number>>
  readonly seconds: number
}

/** Trains and evaluates what a pipeline describes; everything that can be wrong beforehand is said before the first step. */
export const run =
  (pipeline: Pipeline, options: RunOptions = {}): TaskEither<Problems, RunResult> =>
  async () => {
    const planned = planOf(pipeline)
    if (isLeft(planned)) return planned
    const plan = planned.right
    const opened = await openPlan(plan, options)()
    if (isLeft(opened)) return opened
    const { engine, model, rows } = opened.right
    try {
      const folder = await openRunFolder(options.name ?? plan.data.data, options.runs ?? 'runs', options.out)()
      if (isLeft(folder)) return folder
      const data = Object.fromEntries(
        await Promise.all([...rows].map(async ([split, each]) => [split, await rowsHash(each)] as const)),
      )
      const hashes = { model: model.hashes, data }
      const steps = compiles(options) ? 'graph' : 'operations'
      const manifest = manifestOf(pipeline, hashes, { ...engine, steps }, plan.train?.seed, options.command ?? [])
      const written = await folder.right.manifest(manifest)()
      if (isLeft(written)) return written
      options.report?.({ event: 'started', folder: folder.right.path, engine: engine.name })
      for (const sentence of warningsOf(plan, model.declared)) options.report?.({ event: 'warning', sentence })
      return await orProblem(() => trainAndEvaluate(opened.right, folder.right, options), folder.right, options.signal)
    } finally {
      await opened.right.close()
    }
  }

/** Being stopped, and a disk that fails, are said as problems. */
const orProblem = async (
  work: () => Promise<Either<Problems, RunResult>>,
  { path }: RunFolder,
  signal: AbortSignal | undefined,
): Promise<Either<Problems, RunResult>> => {
  try {
    return await work()
  } catch (error) {
    return left([
      signal?.aborted ? problem('stopped while evaluating; no model was written') : fileTrouble(error, path),
    ])
  }
}

const trainAndEvaluate = async (
  { plan, model, sentenceEncoder, rows, engine }: OpenPlan,
  folder: RunFolder,
  options: RunOptions,
): Promise<Either<Problems, RunResult>> => {
  const started = performance.now()
  const { report = () => {}, signal } = options
  const truncated: Record<string, number> = {}
  const cut = (split: string, texts: number) => {
    if (texts > 0) truncated[split] = Math.max(texts, truncated[split] ?? 0)
  }
  const evaluated = (parameters: Parameters, evaluators: Plan['evaluators']): Promise<Metrics> =>
    evaluate(
      {
        plan,
        sentenceEncoder,
        ...parameters,
        rowsOf: split => rows.get(split)!,
        cut,
        progress: (evaluator, done, total) => report({ event: 'evaluating', evaluator, done, total }),
        ...(signal === undefined ? {} : { signal }),
      },
      evaluators,
    )
  const finished = (rest: Pick<RunResult, 'model' | 'before' | 'after' | 'steps' | 'best'>) => {
    const seconds = (performance.now() - started) / 1000
    return right({ folder: folder.path, engine: engine.name, ...rest, truncated, seconds })
  }
  let held: Parameters = {
    weights: toWeights(model.weights),
    head: plan.loss === undefined ? {} : freshHead(plan.loss, plan.data, plan.width, plan.train?.seed ?? 0),
  }
  let stepper: Stepper | undefined
  try {
    const before = await evaluated(held, plan.evaluators)
    await folder.metric({ step: 0, ...before })
    const { train: settings, loss } = plan
    if (settings === undefined || loss === undefined)
      return finished({ model: undefined, before, after: undefined, steps: 0, best: undefined })

    const { data, maxLength } = plan
    const watched = watchedBy(plan)
    const rule: StepRule = {
      ...settings,
      loss: (weights, head, batch, dropout) => lossOf(sentenceEncoder, loss, weights, head, batch, dropout),
    }
    stepper = stepperOf(rule, held, loss, settings.accumulate > 1, options)
    held = nothing
    const trained = await train({
      settings,
      rows: rows.get(settings.on)!,
      stepper,
      collate: some => collate({ data, loss, tokenizer: model.tokenizer, maxLength, prompts: settings.prompts }, some),
      report: async event => {
        await folder.metric(metricLine(event))
        report(event)
      },
      ...(watched.length === 0 ? {} : { watch: parameters => evaluated(parameters, watched) }),
      ...(signal === undefined ? {} : { signal }),
    })
    if (isLeft(trained)) return trained
    const { weights, head, steps, best } = trained.right
    held = { weights, head }
    cut(settings.on, trained.right.truncated)
    const after = await evaluated(held, plan.evaluators)
    await folder.metric({ step: steps, trained: true, ...after })
    const path = join(folder.path, 'model')
    const saved = await saveModel(path, { plan, model, weights, head, metrics: after })()
    return isLeft(saved) ? saved : finished({ model: path, before, after, steps, best })
  } finally {
    stepper?.close()
    tf.dispose([...Object.values(held.weights), ...Object.values(held.head)])
  }
}

const nothing: Parameters = { weights: {}, head: {} }

const compiles = ({ eager = false }: Pick<RunOptions, 'eager'>): boolean => !eager && runsGraphs()

/** Compiled where the engine runs graphs; else, or where a stage cannot be compiled or it was asked for, operation by operation. */
const stepperOf = (
  rule: StepRule,
  parameters: Parameters,
  loss: Planned<Loses>,
  accumulates: boolean,
  { eager = false, report = () => {} }: RunOptions,
): Stepper => {
  if (!compiles({ eager })) return eagerStepper(rule, parameters)
  const compiled = compiledStepper(rule, parameters, { ...rolesByKind(loss), accumulates })
  if (!isLeft(compiled)) return compiled.right
  report({ event: 'warning', sentence: `${compiled.left}; this run goes on operation by operation, which is slower` })
  return eagerStepper(rule, parameters)
}

/** Evaluators that run while training: those on the split that chooses, or, when none chooses, all that are not on `test` if asked for. */
const watchedBy = ({ evaluators, train }: Plan): Plan['evaluators'] => {
  const { best, evaluateEvery } = train!
  if (best !== undefined) return evaluators.filter(each => splitOf(each) === best.split('.')[0])
  return evaluateEvery === undefined ? [] : evaluators.filter(each => splitOf(each) !== 'test')
}

const metricLine = (event: TrainingEvent): Readonly<Record<string, unknown>> => {
  switch (event.event) {
    case 'step': {
      const { step, epoch, loss, rate, norm } = event
      return { step, epoch, loss, rate, norm }
    }
    case 'evaluation':
      return { step: event.step, ...event.metrics }
    case 'stopped early':
      return { step: event.step, stoppedEarly: true, best: event.best }
  }
}

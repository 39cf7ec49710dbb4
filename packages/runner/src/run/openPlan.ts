import type { Problem, Problems } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { byRoute } from '../byRoute.js'
import type { ComputeOptions } from '../compute/openForward.js'
import { type Frozen, openFrozen } from '../encode/frozen.js'
import { weighing } from '../encode/placed.js'
import type { SentenceEncoder } from '../encode/sentenceEncoder.js'
import type { Defined } from '../encode/stages.js'
import { type Engine, type EngineOptions, openEngine } from '../engine/engine.js'
import { splitOf } from '../evaluate/evaluate.js'
import { apartEach } from '../model/apartEach.js'
import { moduleProblems } from '../model/moduleWeights.js'
import type { ModelContext, OpenModel } from '../model/openModel.js'
import { openModels } from '../model/openModels.js'
import { frozenModels, type Plan, trainedSplit, trainedSplits } from '../plan.js'
import { eachEncoder } from '../plannedEncoder.js'
import { cacheRoot } from '../sources/cache.js'
import type { Fetching } from '../sources/fetching.js'
import { openCorpus } from '../sources/openCorpus.js'
import { openSplit } from '../sources/openSplit.js'
import { type Rows, withCorpus } from '../sources/rows.js'
import { collationOf } from '../train/collate.js'
import { groupsOf, rateOf } from '../train/shares.js'
import { openSource, type Source } from '../train/source.js'
import { undeclared } from './declared.js'
import { fewerPositions } from './fewerPositions.js'
import { otherWidths, withWidths } from './frozenWidths.js'
import { longPrompts } from './prompts.js'
import { undecodable } from './undecodable.js'
import { unknownParameters } from './unknownParameters.js'

export interface OpenOptions extends EngineOptions, Pick<ComputeOptions, 'eager'> {
  /** Where relative paths in the pipeline start; the current folder when not written. */
  readonly base?: string
  /** Stages of one's own that frozen models declare. */
  readonly stages?: readonly Defined[]
  /** Told how much of a model or of data has come that has to be fetched. */
  readonly fetching?: Fetching
}

/** A plan with everything it reads: the engine, the model, the rows of every split. */
export interface OpenPlan {
  readonly plan: Plan
  readonly engine: Engine
  readonly model: OpenModel
  readonly sentenceEncoder: SentenceEncoder
  readonly rows: ReadonlyMap<string, Rows>
  /** The frozen models that losses are given. */
  readonly frozen: readonly Frozen[]
  /** Where something is trained. */
  readonly source: Source | undefined
  readonly close: () => Promise<void>
}

/** Opens all of it, or says everything that is wrong with any of it. */
export const openPlan =
  (planned: Plan, options: OpenOptions): TaskEither<Problems, OpenPlan> =>
  async () => {
    const engine = await openEngine(options)()
    if (isLeft(engine)) return engine
    const context = {
      base: options.base ?? process.cwd(),
      cacheRoot: options.cacheRoot ?? cacheRoot(),
      progress: options.fetching,
    }
    const dropout = planned.train?.dropout
    const rates = dropout === undefined ? {} : { hidden: dropout, attention: dropout }
    const model = await openModels(planned, context, { rates })()
    const opened = await openSplits(planned, context)
    const frozen = await openFrozen(frozenModels(planned), context, {
      ...options,
      stages: [...planned.own, ...(options.stages ?? [])],
      // Two encoders have no tokens in common: guides read texts themselves.
      reader:
        isLeft(model) || planned.routeEncoders !== undefined
          ? undefined
          : { model: model.right, maxLength: planned.maxLength },
    })
    const close = async () => {
      if (!isLeft(opened)) await closeAll(opened.right)
      if (!isLeft(frozen)) for (const each of frozen.right) each.close()
    }
    if (isLeft(model) || isLeft(opened) || isLeft(frozen)) {
      await close()
      return left([model, opened, frozen].flatMap(each => (isLeft(each) ? each.left : [])))
    }
    const widened = withWidths(planned, frozen.right)
    const plan = { ...widened, frozen: [...widened.frozen, ...model.right.encoder.frozen] }
    const { tokenModules, pooling, modules, router, maxLength, width } = plan
    const other = [
      ...undeclared(plan, model.right),
      ...longPrompts(plan, model.right),
      ...fewerPositions(plan, model.right),
      ...unknownParameters(plan, model.right),
      ...otherWidths(plan, frozen.right),
      ...undecodable(plan, model.right.encoder),
    ]
    const unfit = unfitModules(plan, model.right)
    if (other.length > 0 || unfit.length > 0) {
      await close()
      return left(other.length > 0 ? other : unfit)
    }
    const reads = { ...model.right, maxLength: plan.maxLength, encoders: tokensEncoders(plan, model.right) }
    const source = await sourceOf(plan, reads, opened.right, frozen.right)
    if (isLeft(source)) {
      await close()
      return left([source.left])
    }
    const held = apartEach(model.right, parameter => rateOf(groupsOf(plan), parameter))
    return right({
      plan,
      engine: engine.right,
      model: held,
      sentenceEncoder: {
        ...held,
        tokenModules,
        pooling,
        modules,
        ...(router === undefined ? {} : { router }),
        maxLength,
        width,
        encoders: tokensEncoders(plan, held),
      },
      rows: opened.right,
      frozen: frozen.right,
      source: source.right,
      close,
    })
  }

/** Of each route, where routes have an encoder each. */
const tokensEncoders = ({ routeEncoders }: Plan, { routes }: OpenModel): SentenceEncoder['encoders'] =>
  routeEncoders && routes && byRoute(route => ({ ...routes[route], maxLength: routeEncoders[route].maxLength }))

/** Modules of which the models have others. */
const unfitModules = (plan: Plan, { moduleWeights }: OpenModel): Problems =>
  eachEncoder(plan).flatMap(({ route, instead, model: { model } }) => {
    const own = weighing(plan).filter(({ parameters }) => route === undefined || parameters.startsWith(`${route}.`))
    return instead ? [] : moduleProblems(own, moduleWeights, model, getAgain)
  })

const getAgain = 'its files do not fit each other, get the model again'

const sourceOf = async (
  plan: Plan,
  reads: Pick<SentenceEncoder, 'tokenizer' | 'maxLength' | 'encoders'>,
  rows: ReadonlyMap<string, Rows>,
  frozen: readonly Frozen[],
): Promise<Either<Problem, Source | undefined>> => {
  const { train, tasks, sampling } = plan
  if (train === undefined || tasks.length === 0) return right(undefined)
  const sets = tasks.map(task => {
    const split = trainedSplit(task, train)
    return { split, rows: rows.get(split)!, collation: collationOf(plan, task, reads, frozen) }
  })
  return openSource(sets, sampling, train)
}

const openSplits = async (plan: Plan, context: ModelContext): Promise<Either<Problems, ReadonlyMap<string, Rows>>> => {
  const names = new Set([...trainedSplits(plan), ...plan.evaluators.map(splitOf)])
  const searched = new Set(plan.evaluators.filter(({ does }) => does.reads === 'search').map(splitOf))
  const opened = new Map<string, Rows>()
  const wrong: Problems[] = []
  for (const name of names) {
    const rows = await openSplit(plan.data, name, context)()
    if (isLeft(rows)) {
      wrong.push(rows.left)
      continue
    }
    opened.set(name, rows.right)
    if (!searched.has(name)) continue
    const corpus = await openCorpus(plan.data, name, context)()
    if (isLeft(corpus)) wrong.push(corpus.left)
    else if (corpus.right !== undefined) opened.set(name, withCorpus(rows.right, corpus.right))
  }
  if (wrong.length === 0) return right(opened)
  await closeAll(opened)
  return left(wrong.flat())
}

const closeAll = async (rows: ReadonlyMap<string, Rows>): Promise<void> => {
  for (const each of rows.values()) await each.close()
}

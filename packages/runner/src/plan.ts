import {
  afterEncoder,
  atStage,
  countPoints,
  type Data,
  type Depth,
  type Does,
  definition,
  drawnInOrder,
  type Evaluates,
  flatten,
  flows,
  groupOf,
  type Loses,
  type LossInput,
  type Model,
  type Pipeline,
  type Problems,
  partOfGroup,
  place,
  problem,
  type Rates,
  type Route,
  type Sampling,
  type Stage,
  setOf,
  setsOf,
  settingsOf,
  type Tasked,
  type TrainSettings,
} from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { canonical } from './canonical.js'
import { type AfterEncoder, placed } from './encode/placed.js'
import type { Defined } from './encode/stages.js'
import { notPipeline } from './notExperiment.js'
import { ownStagesOf } from './ownStagesOf.js'
import { type PlannedEncoders, plannedEncoders, sizesByRoute, sizesOf } from './plannedEncoder.js'
import {
  noEmbeddings,
  nothingToDo,
  promptForNoColumn,
  readsMore,
  readsOneEncoder,
  routedBoth,
  tellsAlone,
} from './planSentences.js'
import { columnOfBoth, routesOf } from './routesOf.js'
import { teacherOf } from './teacherOf.js'

/** A stage with what it does and its settings filled in. */
export interface Planned<D extends Does> {
  readonly stage: string
  readonly does: D
  readonly settings: Readonly<Record<string, unknown>>
}

/** A loss with what it reads of the data: each role and its column. */
export interface PlannedLoss extends Planned<Loses> {
  /** The name of the data set that it learns from, where there are several. */
  readonly task?: string
  readonly inputs: readonly LossInput[]
  /** Behind a router, the route of each column of texts. */
  readonly routes?: Readonly<Record<string, Route>>
  /** Routes that have an encoder each, where they have. */
  readonly apart?: readonly Route[]
}
export const plannedLoss = (
  loss: Planned<Loses>,
  columns: Data['columns'],
  encoder: Depth,
  { router }: Pick<AfterEncoder, 'router'>,
): PlannedLoss => {
  const inputs = loss.does.inputs(loss.settings, columns, encoder)
  if (router === undefined) return { ...loss, inputs }
  return { ...loss, inputs, routes: routesOf(inputs, router.routing), ...(router.apart && { apart: router.apart }) }
}
/** A loss with its data set. */
export interface Task extends PlannedLoss {
  readonly data: Data
}

/** A checked pipeline, sorted by what each stage is for. */
export interface Plan extends AfterEncoder, PlannedEncoders {
  readonly data: Data
  readonly width: number
  /** What is minimised: a loss, one for each of several data sets, or nothing. */
  readonly tasks: readonly Task[]
  /** Whose turn it is; one data set has every turn. */
  readonly sampling: Sampling
  /** Rows that the losses need in a batch. */
  readonly smallestBatch: number
  readonly evaluators: readonly Planned<Evaluates>[]
  /** Paths of parameters that stay as they are. */
  readonly frozen: readonly string[]
  /** Stages that it has and the packages do not: its frozen models may declare them, too. */
  readonly own: readonly Defined[]
  /** Every path of parameters that a stage names. */
  readonly namings: readonly Naming[]
  readonly train: TrainSettings | undefined
}

export const planOf = (pipeline: Pipeline): Either<Problems, Plan> => {
  const another = notPipeline(pipeline)
  if (another.length > 0) return left(another)
  if (pipeline.problems.length > 0) return left(pipeline.problems)
  const points = countPoints(pipeline.stages)
  if (points > 1)
    return left([
      problem(
        `the pipeline has ${points} points to choose from: siamese sweep runs all, and so does run with grid(…), in a file "sweep": "grid"; sample(…, { points }) runs some`,
      ),
    ])
  const stages = flatten(pipeline.stages)
  const ending = stages.at(-1)
  const last = ending?.stage ?? 'the pipeline'
  const at = ending === undefined ? {} : atStage(ending, ['stages', stages.length - 1])
  const only = <F extends Does['family']>(family: F): readonly Planned<Extract<Does, { family: F }>>[] =>
    stages.flatMap(stage => planned(stage, family))
  const encoder = plannedEncoders(stages)
  const [multitask] = only('multitask')
  const [train] = only('train')
  const evaluators = only('evaluator')
  const embedding = afterEncoder(stages)
  if (encoder === undefined || embedding.length === 0) return left([problem(noEmbeddings(last), at)])
  if (train === undefined && evaluators.length === 0) return left([problem(nothingToDo(last), at)])
  const sizes = sizesOf(encoder)
  const after = placed(embedding, sizes, sizesByRoute(encoder))
  const tasks =
    multitask === undefined
      ? only('loss').map(loss => ({ ...plannedLoss(loss, pipeline.data.columns, sizes, after), data: pipeline.data }))
      : tasksOf(pipeline.data, multitask, sizes, after)
  const both = tasks.flatMap(task =>
    after.router === undefined
      ? []
      : columnOfBoth(task.inputs, after.router.routing).map(column => [task.stage, column] as const),
  )
  if (both.length > 0) return left(both.map(([stage, column]) => problem(routedBoth(stage, column), at)))
  const settings = train?.settings as TrainSettings | undefined
  const more = tasks.find(({ inputs }) =>
    inputs.some(({ kind, layer, encoder }) => kind === 'told' || layer !== undefined || encoder !== undefined),
  )
  if (encoder.routeEncoders !== undefined && more !== undefined) return left([problem(readsOneEncoder(more.stage), at)])
  if (settings?.miniBatchSize !== undefined && more !== undefined) return left([problem(readsMore(more.stage), at)])
  const beside = tasks.find(({ does, inputs }) => does.roles.length === 0 && inputs.some(({ kind }) => kind === 'told'))
  if (beside !== undefined) return left([problem(tellsAlone(beside.stage), at)])
  const unfit = settings === undefined ? [] : [...tornGroups(tasks, settings), ...promptsForNothing(tasks, settings)]
  if (unfit.length > 0) {
    const place = stages.findIndex(stage => stage[definition].does.family === 'train')
    return left(unfit.map(sentence => problem(sentence, atStage(stages[place]!, ['stages', place]))))
  }
  return right({
    data: pipeline.data,
    ...encoder,
    width: pipeline.width,
    ...after,
    tasks,
    sampling: (multitask?.settings.sampling ?? 'round-robin') as Sampling,
    smallestBatch: flows(pipeline).at(-1)!.smallestBatch,
    evaluators,
    frozen: only('freeze').flatMap(({ settings }) => settings.parameters as readonly string[]),
    own: ownStagesOf(pipeline),
    namings: stages.flatMap(namingsOf),
    train: settings,
  })
}

/** What of `train` would tear groups of pairs apart that are drawn together. */
const tornGroups = (tasks: readonly Task[], { batchSize, sampler }: TrainSettings): readonly string[] =>
  tasks.flatMap(({ data }) => {
    const group = groupOf(data)
    if (group === undefined) return []
    const below = Math.floor(batchSize / group) * group
    const fitting = below === 0 ? String(group) : `${below} or ${below + group}`
    return [
      ...(batchSize % group === 0 ? [] : [partOfGroup(data.data, group, batchSize, fitting)]),
      ...(sampler === 'shuffled' || sampler === 'as given' ? [] : [drawnInOrder(data.data, group, sampler)]),
    ]
  })

/** A path of parameters, and who names it. */
export interface Naming {
  readonly path: string
  readonly stage: string
  readonly place?: string
}
const namingsOf = (stage: Stage): readonly Naming[] => {
  const { parameters = [], rates = [] } = stage.settings as {
    readonly parameters?: readonly string[]
    readonly rates?: Rates
  }
  const at = { stage: stage.stage, ...(stage[place] === undefined ? {} : { place: stage[place] }) }
  const { family } = stage[definition].does
  const paths = family === 'freeze' ? parameters : family === 'train' ? rates.map(([path]) => path) : []
  return paths.map(path => ({ path, ...at }))
}

/** Each data set, with the loss that learns from it where one does. */
export const dataOf = ({
  data,
  tasks,
}: Pick<Plan, 'data' | 'tasks'>): readonly { readonly data: Data; readonly loss?: Task }[] =>
  tasks.length > 0
    ? tasks.map(loss => ({ data: loss.data, loss }))
    : (setsOf(data) ?? [data]).map(set => ({ data: set }))

/** In the order of the data sets. */
const tasksOf = (data: Data, { settings }: Planned<Tasked>, encoder: Depth, after: AfterEncoder): readonly Task[] => {
  const losses = settings.losses as Readonly<Record<string, Stage>>
  return setsOf(data)!.flatMap(set =>
    planned(losses[set.data]!, 'loss').map(loss => ({
      ...plannedLoss(loss, set.columns, encoder, after),
      task: set.data,
      data: set,
    })),
  )
}

/** The frozen models that losses and evaluators are given, each once. */
export const frozenModels = ({ tasks, evaluators }: Pick<Plan, 'tasks' | 'evaluators'>): readonly Model[] => {
  const all = [
    ...tasks.flatMap(({ inputs }) => inputs.flatMap(({ by }) => by ?? [])),
    ...evaluators.flatMap(each => teacherOf(each) ?? []),
  ]
  return [...new Map(all.map(model => [canonical(model), model])).values()]
}

/** The split that a task is trained on. */
export const trainedSplit = ({ task }: PlannedLoss, { on }: Pick<TrainSettings, 'on'>): string =>
  task === undefined ? on : `${task}.${on}`

export const trainedSplits = ({ tasks, train }: Pick<Plan, 'tasks' | 'train'>): readonly string[] =>
  train === undefined ? [] : tasks.map(task => trainedSplit(task, train))

/** The task whose loss reads a split. */
export const taskOn = ({ data, tasks }: Pick<Plan, 'data' | 'tasks'>, split: string): Task => {
  const name = setOf(data, split)?.set.data
  const found = tasks.find(({ task }) => task === undefined || task === name)
  if (found === undefined) throw new Error(`internal: no loss reads ${split}`) // a rule of the stages that read one
  return found
}

const planned = <F extends Does['family']>(stage: Stage, family: F): Planned<Extract<Does, { family: F }>>[] => {
  const { does } = stage[definition]
  return does.family === family
    ? [{ stage: stage.stage, does: does as Extract<Does, { family: F }>, settings: settingsOf(stage) }]
    : []
}

/** Prompts of training are by column; of one data set among several its name stands in front of the column's. */
const promptsForNothing = (
  tasks: readonly { readonly data: Data }[],
  { prompts = {} }: TrainSettings,
): readonly string[] => {
  const columns = tasks.flatMap(({ data }) =>
    data.columns.flatMap(([name, kind]) =>
      kind === 'text' ? (tasks.length === 1 ? [name] : [name, `${data.data}.${name}`]) : [],
    ),
  )
  return Object.keys(prompts)
    .filter(column => !columns.includes(column))
    .map(column => promptForNoColumn(column, [...new Set(columns)]))
}

/** What keeps pipelines from being run, of all of them. */
export const unplanned = (pipelines: readonly Pipeline[]): Problems =>
  pipelines.flatMap(pipeline => {
    const plan = planOf(pipeline)
    return isLeft(plan) ? plan.left : []
  })

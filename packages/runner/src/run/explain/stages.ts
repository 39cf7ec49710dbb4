import {
  type Columns,
  definition,
  type Flow,
  flatten,
  flows,
  isEncoded,
  type Pipeline,
  type Route,
  routeNames,
  type Stage,
  setOf,
  settingsOf,
} from '@siamese/core'
import type { ByRoute } from '../../byRoute.js'
import { inOrder, ownShapes, type Placed, shapeOf } from '../../encode/placed.js'
import { plainStage } from '../../encode/plainStage.js'
import { routeFor } from '../../encode/routeFor.js'
import { splitOf } from '../../evaluate/evaluate.js'
import { type Graph, sizeOf } from '../../graph/graph.js'
import { headVariable, rowsInUse } from '../../graph/program.js'
import { variableName } from '../../graph/variables.js'
import { modelOf } from '../../model/joinedRoutes.js'
import { dataOf, type Plan, type Task } from '../../plan.js'
import { sizesOf } from '../../plannedEncoder.js'
import { everyRole, playedIn } from '../../playedIn.js'
import { groupsOf, rateOf, sharesOf } from '../../train/shares.js'
import type { OpenPlan } from '../openPlan.js'
import { headSizes, parametersOf } from '../parameterCounts.js'
import type { Played } from './columns.js'
import { lossFlow } from './lossFacts.js'

/** A stage, and what it makes of what flows into it. */
export interface ExplainedStage {
  readonly stage: string
  /** Of a stage inside a router, the route that it stands in. */
  readonly route?: Route
  /** What flows out of it; nothing out of a stage that only judges or trains. */
  readonly gives: readonly Flowing[]
  /** Metrics that it reports. */
  readonly metrics: readonly string[]
  /** Numbers of its own, and those of them that training moves. */
  readonly parameters: number
  readonly trained: number
  /** Columns by the role that they play. */
  readonly plays: readonly Played[]
  /** Settings as they were written, and those that were filled in. */
  readonly written: Readonly<Record<string, unknown>>
  readonly filled: Readonly<Record<string, unknown>>
}
/** Tensors of one shape: one for each name. `batch` and `tokens` differ from batch to batch. */
export interface Flowing {
  readonly names: readonly string[]
  readonly shape: readonly ('batch' | 'tokens' | number)[]
  /** Of a side that differs, the most. */
  readonly most?: Readonly<Record<string, number>>
  /** Of a loss, the parts that add up to it, where they are told apart. */
  readonly parts?: readonly string[]
}

/** What is known of the parameters that training does not move. */
export interface Unmoved {
  readonly untrained: readonly string[]
  readonly entries?: readonly Graph[]
}

export const stagesOf = (pipeline: Pipeline, opened: OpenPlan, unmoved: Unmoved): readonly ExplainedStage[] => {
  const after = flows(pipeline)
  const { plan } = opened
  const { router } = plan
  const modules = weighingAmong(router === undefined ? inOrder(plan) : [...router.before, ...router.behind])
  return flatten(pipeline.stages).flatMap((stage, i) => {
    const { does } = stage[definition]
    const { parameters, trained } =
      does.family === 'encode'
        ? encoderCounts(opened, unmoved)
        : does.family === 'loss' || does.family === 'multitask'
          ? headCounts(opened, unmoved)
          : does.family === 'module' || does.family === 'tokenModule'
            ? moduleCounts(plan, modules.shift()!, unmoved)
            : none
    const plays =
      does.family === 'loss' || does.family === 'evaluator'
        ? everyRole(does, settingsOf<Record<string, unknown>>(stage), columnsRead(plan, stage))
        : does.family === 'multitask'
          ? plan.tasks.flatMap(playedOfTask)
          : does.family === 'router'
            ? routedTexts(plan).map(({ name, route }) => ({ role: route, column: name }))
            : []
    const explained: ExplainedStage = {
      stage: stage.stage,
      gives: givesOf(plan, stage, after[i]!),
      metrics: after[i]!.metrics.slice(after[i - 1]?.metrics.length ?? 0),
      parameters,
      trained: plan.train === undefined ? 0 : trained,
      plays: plays.map(({ role, column }) => ({ role, column })),
      ...settingsApart(stage),
    }
    return does.family === 'router' ? [explained, ...stagesOfRoutes(opened, stage, unmoved)] : [explained]
  })
}

const weighingAmong = (placed: readonly Placed[]): Placed[] => placed.filter(({ does }) => does.family !== 'pooling')

/** What stands in the routes of a router, one route after the other. */
const stagesOfRoutes = (opened: OpenPlan, router: Stage, unmoved: Unmoved): readonly ExplainedStage[] => {
  const { plan, model } = opened
  const held = settingsOf<ByRoute<readonly Stage[]>>(router) as unknown as ByRoute<readonly Stage[]>
  return routeNames.flatMap(route => {
    const names = routedTexts(plan).flatMap(each => (each.route === route ? [each.name] : []))
    const own = [...plan.router!.own[route]]
    const maxLength = plan.routeEncoders?.[route].maxLength ?? plan.maxLength
    const most = { tokens: maxLength }
    const hidden = plan.routeEncoders && sizesOf(plan.routeEncoders[route]).hidden
    return held[route].map((stage): ExplainedStage => {
      const { family } = stage[definition].does
      const ofEncoder = family === 'tokenize' || family === 'encode'
      const placed = ofEncoder ? undefined : own.shift()!
      const { parameters, trained } =
        family === 'encode'
          ? encoderCounts(opened, unmoved, modelOf<OpenPlan['model']>(model, route).weights)
          : placed === undefined || family === 'pooling'
            ? none
            : moduleCounts(plan, placed, unmoved)
      const gives: Flowing =
        family === 'tokenize'
          ? { names, shape: ['batch', 'tokens'], most }
          : family === 'encode'
            ? { names, shape: ['batch', 'tokens', hidden!], most }
            : family === 'tokenModule'
              ? { names, shape: ['batch', 'tokens', placed!.to], most }
              : { names, shape: ['batch', placed!.to] }
      return {
        stage: stage.stage,
        route,
        gives: [gives],
        metrics: [],
        parameters,
        trained: plan.train === undefined ? 0 : trained,
        plays: [],
        ...settingsApart(stage),
      }
    })
  })
}

/** Texts that flow, with the route that a loss or an evaluator has them take; of two readers that differ, both. */
const routedTexts = (plan: Plan): readonly { readonly name: string; readonly route: Route }[] => {
  const all = dataOf(plan).flatMap(({ data, loss }) => {
    const one = data === plan.data
    const evaluators = plan.evaluators.filter(each => one || setOf(plan.data, splitOf(each))?.set === data)
    return [...(loss === undefined ? [] : [loss]), ...evaluators].flatMap(({ does, settings }) =>
      playedIn(does, settings, data.columns).flatMap(({ kind, role, column }) =>
        isEncoded(kind)
          ? [{ name: one ? column : `${data.data}.${column}`, route: routeFor(plan, { role, column })! }]
          : [],
      ),
    )
  })
  return all.filter((one, i) => all.findIndex(each => each.name === one.name && each.route === one.route) === i)
}

const none = { parameters: 0, trained: 0 }

const givesOf = (plan: Plan, stage: Stage, flow: Flow): readonly Flowing[] => {
  const names = textsThatFlow(plan)
  const most = { tokens: plan.maxLength }
  switch (stage[definition].does.family) {
    case 'tokenize':
      return [{ names, shape: ['batch', 'tokens'], most }]
    case 'encode':
    case 'tokenModule':
      return [{ names, shape: ['batch', 'tokens', flow.width], most }]
    case 'pooling':
    case 'module':
    case 'router':
      return [{ names, shape: ['batch', flow.width] }]
    case 'loss':
    case 'multitask':
      return [lossFlow(plan)]
    default:
      return []
  }
}

/** The columns that a loss or an evaluator reads: of several data sets those of its split. */
const columnsRead = ({ data }: Plan, stage: Stage): Columns => {
  const { on } = stage.settings as { readonly on?: string }
  return (on === undefined ? undefined : setOf(data, on)?.set.columns) ?? data.columns
}

const playedOfTask = (task: Task): readonly Played[] =>
  playedIn(task.does, task.settings, task.data.columns).map(({ role, column }) => ({
    role: named(task, role),
    column: named(task, column),
  }))
/** `nli.premise`, where there are several data sets. */
const named = ({ task }: Pick<Task, 'task'>, column: string): string =>
  task === undefined ? column : `${task}.${column}`

/** Text columns that a loss or an evaluator reads, in the order of the data. */
const textsThatFlow = (plan: Plan): readonly string[] =>
  dataOf(plan).flatMap(({ data, loss }) => {
    const one = data === plan.data
    const evaluators = plan.evaluators.filter(each => one || setOf(plan.data, splitOf(each))?.set === data)
    const read = [...(loss === undefined ? [] : [loss]), ...evaluators].flatMap(({ does, settings }) =>
      playedIn(does, settings, data.columns).map(({ column }) => column),
    )
    return data.columns.flatMap(([name, kind]) =>
      (kind === 'text' || kind === 'texts') && read.includes(name) ? [one ? name : `${data.data}.${name}`] : [],
    )
  })

const encoderCounts = (
  { plan, model }: OpenPlan,
  { untrained, entries = [] }: Unmoved,
  weights: OpenPlan['model']['weights'] = model.weights,
) => {
  const parameters = parametersOf({ weights })
  const shareOf = sharesOf(groupsOf(plan), model.encoder)
  const still = [...weights].reduce((sum, [name, { shape }]) => {
    if (untrained.includes(name) || shareOf(name) === 0) return sum + sizeOf(shape)
    const used = entries.flatMap(({ nodes }) => nodes).find(node => node.name === variableName(rowsInUse(name)))
    return used === undefined ? sum : sum + sizeOf(shape) - sizeOf(used.shape.map(Number))
  }, 0)
  return { parameters, trained: parameters - still }
}

const headCounts = ({ plan, model }: OpenPlan, { untrained }: Unmoved) => {
  const sizes = Object.entries(headSizes(plan, model))
  const moved = (name: string) => !untrained.includes(headVariable(name)) && rateOf(groupsOf(plan), `head.${name}`) > 0
  const sum = (some: typeof sizes) => some.reduce((all, [, size]) => all + size, 0)
  return { parameters: sum(sizes), trained: sum(sizes.filter(([name]) => moved(name))) }
}

const moduleCounts = (plan: Plan, module: Placed, { untrained }: Unmoved) => {
  const sizes = Object.entries(ownShapes(module)).map(([name, start]) => [name, sizeOf(shapeOf(start))] as const)
  const sum = (some: typeof sizes) => some.reduce((all, [, size]) => all + size, 0)
  const moves = (parameter: string) => !untrained.includes(parameter) && rateOf(groupsOf(plan), parameter) > 0
  const moved = sizes.filter(([name]) => moves(`${module.parameters}.${name}`))
  return { parameters: sum(sizes), trained: sum(moved) }
}

const settingsApart = (stage: Stage): Pick<ExplainedStage, 'written' | 'filled'> => {
  const written = stage.settings as Readonly<Record<string, unknown>>
  const { stage: _, ...plain } = plainStage({ stage: stage.stage, settings: settingsOf(stage) })
  const { family } = stage[definition].does
  // What stands in the routes of a router is said of each stage there.
  const all = Object.fromEntries(
    Object.entries(plain).filter(([key]) => family !== 'router' || !routeNames.some(route => route === key)),
  )
  const part = (isWritten: boolean) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => (written[key] !== undefined) === isWritten))
  return { written: part(true), filled: part(false) }
}

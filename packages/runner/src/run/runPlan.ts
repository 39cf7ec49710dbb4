import { definition, type Evaluates, flatten, type Pipeline } from '@siamese/core'
import type { ByRoute } from '../byRoute.js'
import { inputsByKind } from '../compute/inputsByKind.js'
import type { Way } from '../compute/openForward.js'
import { splitOf } from '../evaluate/evaluate.js'
import type { Precision } from '../graph/passes/index.js'
import { dataOf, type Planned } from '../plan.js'
import { epochsOf } from '../train/sampler.js'
import { everySteps, type Keeping } from './checkpoint/checkpoints.js'
import type { OpenPlan } from './openPlan.js'
import { headOf, modulesSize, parametersOf } from './parameterCounts.js'
import { routedEncoders, type ToldEncoder } from './routedEncoders.js'
import { watchedBy } from './watched.js'

/** What a run is about to do, as it is told before it begins. */
export interface RunPlan {
  readonly data: readonly string[]
  /** Rows of every split that is read. */
  readonly rows: Readonly<Record<string, number>>
  readonly model: string
  readonly architecture: string
  readonly layers: number
  readonly hidden: number
  /** Where routes have an encoder each, both; the usual one is told above, too. */
  readonly routes?: ByRoute<ToldEncoder>
  /** Numbers of the model and of what the pipeline adds to it. */
  readonly parameters: number
  /** What texts pass through, up to the loss. */
  readonly stages: readonly string[]
  readonly training?: PlannedTraining
  /** Evaluators, each with its split: `evaluate.similarity on dev`. */
  readonly evaluators: readonly string[]
  readonly engine: string
  readonly threads: number
  readonly computes: Way['computes']
  readonly precision: Precision
}
export interface PlannedTraining {
  readonly steps: number
  readonly stepsPerEpoch: number
  readonly epochs: number
  /** At most so many rows make a step. */
  readonly rowsPerStep: number
  /** What a row is, by the texts that it has: `pairs`. */
  readonly unit: string
  readonly learningRate: number
  /** The metric that chooses, where one does. */
  readonly best?: string
  /** Evaluators that judge while training, named as those of the plan, and the steps between two of their rounds. */
  readonly watched: readonly string[]
  readonly evaluateEvery: number
  /** Steps between two checkpoints; one is also kept at each epoch's end. */
  readonly checkpointEvery: number
}

export const runPlanOf = (
  pipeline: Pipeline,
  opened: OpenPlan,
  { computes }: Way,
  { checkpointEvery = everySteps }: Pick<Keeping, 'checkpointEvery'>,
): RunPlan => {
  const { plan, model, rows, source, engine } = opened
  const { train, tasks } = plan
  const routes = routedEncoders(plan)
  return {
    data: dataOf(plan).map(({ data }) => data.data),
    rows: Object.fromEntries([...rows].map(([split, { count }]) => [split, count])),
    model: plan.model.model,
    architecture: plan.model.architecture,
    layers: plan.model.layers,
    hidden: plan.model.hidden,
    ...(routes === undefined ? {} : { routes }),
    parameters: parametersOf(model) + modulesSize(plan) + headOf(plan, model),
    stages: flatten(pipeline.stages).flatMap(stage => (isBeside(stage[definition].does.family) ? [] : [stage.stage])),
    ...(train === undefined || source === undefined
      ? {}
      : {
          training: {
            steps: source.total,
            stepsPerEpoch: source.stepsPerEpoch,
            epochs: train.steps === undefined ? epochsOf(train).length : Math.ceil(train.steps / source.stepsPerEpoch),
            rowsPerStep: train.batchSize * train.accumulate,
            unit: unitOf(tasks.map(task => inputsByKind(task).textColumns.length)),
            learningRate: train.learningRate,
            ...(train.best === undefined ? {} : { best: train.best }),
            watched: watchedBy(plan).map(evaluatorName),
            evaluateEvery: train.evaluateEvery ?? source.stepsPerEpoch,
            checkpointEvery,
          },
        }),
    evaluators: plan.evaluators.map(evaluatorName),
    engine: engine.name,
    threads: engine.facts.threads,
    computes,
    precision: train?.precision ?? 'float32',
  }
}

const evaluatorName = (of: Planned<Evaluates>): string => `${of.stage} on ${splitOf(of)}`

const isBeside = (family: string): boolean => family === 'evaluator' || family === 'train'

const units: Readonly<Record<number, string>> = { 1: 'texts', 2: 'pairs', 3: 'triplets' }
const unitOf = ([first, ...others]: readonly number[]): string =>
  first !== undefined && others.every(each => each === first) ? (units[first] ?? 'rows') : 'rows'

import { type Problem, type Problems, problem, showColumns, type Weights } from '@siamese/core'
import { left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { byRoute } from '../byRoute.js'
import { copied } from '../compute/encoderCopies.js'
import { inOrder } from '../encode/placed.js'
import { plainStage, plainStages } from '../encode/plainStage.js'
import type { Metrics } from '../evaluate/evaluate.js'
import { weightsOf } from '../model/moduleWeights.js'
import type { OpenModel } from '../model/openModel.js'
import { oneByOne } from '../model/sideBySide.js'
import { toStored } from '../model/tensorsOf.js'
import { ofRoute } from '../model/underRoute.js'
import type { Plan } from '../plan.js'
import type { PlannedEncoder } from '../plannedEncoder.js'
import type { ModelCard } from '../sources/modelFiles/modelCard.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'
import { isOwn } from '../sources/modelFiles/writtenModule.js'
import type { EncoderWithModules } from '../sources/modelFiles/writtenRoutes.js'
import type { Tensors } from '../sources/safetensors.js'
import { type RoutesToWrite, writeModel } from '../sources/writeModel.js'
import { listed, modulesToWrite } from './modulesToWrite.js'

export interface TrainedModel {
  readonly plan: Plan
  readonly model: OpenModel
  readonly weights: Weights
  readonly head: Weights
  readonly metrics: Metrics
  /** The same before training. */
  readonly before: Metrics
  /** Rows of the splits that were read. */
  readonly rows: Readonly<Record<string, number>>
}

/** The trained model in the sentence-transformers layout, whole or not at all; the loss's own weights lie in `head/`. */
export const saveModel =
  (folder: string, { plan, model, weights, head, ...measured }: TrainedModel): TaskEither<Problems, void> =>
  async () => {
    const trained = await toStored(weights)
    const stored = oneByOne(model.encoder, trained)
    const ofModules = inOrder(plan).flatMap(module => [...weightsOf(module, trained)])
    const broken = notFinite(new Map([...stored, ...ofModules]))
    if (broken !== undefined) return left([broken])
    const { prompts, defaultPromptName, similarity, truncateDim } = model
    return writeModel(folder, {
      ...{ prompts, defaultPromptName, similarity, truncateDim },
      ...encodersToWrite(plan, model, trained),
      ...(Object.keys(head).length === 0
        ? {}
        : { head: { config: headConfig(plan), weights: ownAsFilesHave(model.encoder, plan, await toStored(head)) } }),
      card: cardOf(plan, model, measured),
    })()
  }

/** The encoder with what stands behind it, or both routes' with what stands behind both. */
const encodersToWrite = (plan: Plan, model: OpenModel, trained: Tensors): EncoderWithModules | RoutesToWrite => {
  const { routeEncoders, usual, router } = plan
  const modules = modulesToWrite(plan, trained)
  const { routes } = model
  if (routeEncoders === undefined || usual === undefined || router === undefined || routes === undefined)
    return { ...encoderToWrite(model, plan.maxLength, trained), ...modules }
  return {
    encoders: byRoute(route => ({
      ...encoderToWrite(routes[route], routeEncoders[route].maxLength, trained, tensors => ofRoute(route, tensors)),
      ...listed(router.own[route], trained),
    })),
    usual,
    encoder: wordsOf(routes[usual]),
    ...modules,
  }
}

const encoderToWrite = (
  model: OpenModel,
  maxLength: number,
  trained: Tensors,
  asInFile: (tensors: Tensors) => Tensors = tensors => tensors,
) => ({
  config: model.config,
  configText: model.configText,
  lowerCase: model.lowerCase,
  tokenizer: model.tokenizerFiles,
  maxLength,
  encoder: wordsOf(model),
  weights: asInFile(new Map([...oneByOne(model.encoder, trained), ...model.carried])),
})

const wordsOf = ({ encoder, tokenizer }: OpenModel) => ({
  layers: encoder.facts.layers,
  words: () => tokenizer.tokens([...Array(encoder.facts.vocabulary).keys()]),
})

const cardOf = (
  plan: Plan,
  { prompts, similarity }: OpenModel,
  { metrics, before, rows }: Pick<TrainedModel, 'metrics' | 'before' | 'rows'>,
): ModelCard => {
  const { data, train, tasks, width, routeEncoders } = plan
  return {
    ...beginningOf(plan),
    ...(routeEncoders === undefined ? {} : { routes: byRoute(route => beginningOf(routeEncoders[route])) }),
    own: inOrder(plan)
      .map(plainStage)
      .filter(isOwn)
      .map(({ stage }) => stage),
    data: { name: data.data, columns: showColumns(data.columns), rows },
    stages: [...encodingStages(plan), ...tasks.map(plainStage), { stage: 'train', ...train }],
    metrics,
    before,
    width,
    similarity,
    prompts,
  }
}

/** What an encoder is called, what it began as and how much of a text it reads. */
const beginningOf = ({ model: { model, origin }, maxLength }: PlannedEncoder) => ({
  name: model,
  ...('source' in origin ? { base: origin.source } : {}),
  maxLength,
})

/** What a text passes, up to its embedding. */
const encodingStages = (plan: Plan): readonly ModuleStage[] => {
  const { routeEncoders, router } = plan
  const first = ({ model: { model }, maxLength, layer }: PlannedEncoder): readonly ModuleStage[] => [
    { stage: 'tokenize', maxLength },
    { stage: 'encode', model, ...(layer === -1 ? {} : { layer }) },
  ]
  if (routeEncoders === undefined || router === undefined) return [...first(plan), ...plainStages(plan)]
  const { query, document } = byRoute(route => [...first(routeEncoders[route]), ...router.own[route].map(plainStage)])
  return [{ stage: 'router', query, document, ...router.routing }, ...router.behind.map(plainStage)]
}

/** The last step's loss was computed before its update, so only the weights can tell. */
const notFinite = (stored: Tensors): Problem | undefined => {
  const found = [...stored].find(([, { values }]) => !values.every(Number.isFinite))
  return found === undefined
    ? undefined
    : problem(`after training ${found[0]} holds numbers that are not finite; no model was written: lower learningRate`)
}

/** A loss's own weights, those of a copy of the encoder one by one. */
const ownAsFilesHave = (encoder: OpenModel['encoder'], { tasks, modules }: Plan, own: Tensors): Tensors => {
  const all = tasks.map(({ task }) => `${task === undefined ? '' : `${task}.`}${copied('')}`)
  const ofCopies = all.flatMap(before => {
    const held = new Map(
      [...own].flatMap(([name, each]) => (name.startsWith(before) ? [[name.slice(before.length), each]] : [])),
    )
    const ofModules = [...held].filter(([name]) => modules.some(({ parameters }) => name.startsWith(`${parameters}.`)))
    const files = held.size === 0 ? [] : [...oneByOne(encoder, held), ...ofModules]
    return files.map(([name, each]) => [`${before}${name}`, each] as const)
  })
  return new Map([...[...own].filter(([name]) => !all.some(before => name.startsWith(before))), ...ofCopies])
}

/** The loss whose weights these are; of several each under the name of its data set, as its weights are. */
const headConfig = ({ tasks }: Plan) => {
  const configs = tasks.map(
    ({ task, stage, settings, data }) => [task, { stage, settings, columns: data.columns }] as const,
  )
  const [[task, only] = []] = configs
  return task === undefined ? only! : { tasks: Object.fromEntries(configs) }
}

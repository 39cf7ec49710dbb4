import { routeNames } from '@siamese/core'
import type { Frozen } from '../encode/frozen.js'
import { inOrder, weighing } from '../encode/placed.js'
import { plainStage } from '../encode/plainStage.js'
import type { EngineFacts } from '../engine/facts.js'
import { freshModules } from '../model/moduleWeights.js'
import type { OpenModel } from '../model/openModel.js'
import type { Plan } from '../plan.js'
import { isOwn } from '../sources/modelFiles/writtenModule.js'
import type { Source } from '../train/source.js'
import { retokenized } from './frozenWords.js'
import { precisionWarning } from './precisionWarning.js'
import { trainWarnings } from './trainWarnings.js'

/** What the warnings are read from. */
export interface Opened {
  readonly plan: Plan
  readonly model: Pick<OpenModel, 'moduleWeights' | 'tokenizerFiles'>
  readonly frozen: readonly Frozen[]
  readonly source?: Pick<Source, 'total'> | undefined
  readonly engine: { readonly facts: Pick<EngineFacts, 'simd'> }
}

/** What a reader of the results has to know beforehand, one sentence each; the run goes on all the same. */
export const warningsOf = ({
  plan,
  source,
  model: { moduleWeights, tokenizerFiles },
  frozen,
  engine: { facts },
}: Opened): readonly string[] => {
  const { model, train } = plan
  const own = train === undefined ? [] : inOrder(plan).map(plainStage).filter(isOwn)
  return [
    ...freshModules(weighing(plan), moduleWeights).flatMap(({ stage, parameters }) =>
      moduleWeights.has(parameters)
        ? [`${stage} begins with fresh weights: those of ${model.model} have other shapes`]
        : train === undefined
          ? [`${stage} has fresh weights and nothing is trained: what it gives is random`]
          : [],
    ),
    ...retokenized(frozen, { tokenizerFiles }).map(
      ({ named }) =>
        `${named.model} has other tokens than ${model.model}: texts are tokenized for it by its own tokenizer`,
    ),
    ...precisionWarning(train?.precision ?? 'float32', facts),
    ...trainWarnings(plan, source?.total),
    ...unusedRoutes(plan),
    ...own.map(
      ({ stage }) =>
        `sentence-transformers does not know ${stage}: the trained model opens here, with that stage given, and not in Python`,
    ),
  ]
}

/** Routes that no text of a loss takes. */
const unusedRoutes = ({ router, tasks, train }: Plan): readonly string[] => {
  if (router === undefined || train === undefined || tasks.length === 0) return []
  const taken = tasks.flatMap(({ routes }) => Object.values(routes ?? {}))
  return routeNames
    .filter(route => !taken.includes(route))
    .map(
      route =>
        `router: no column of the loss takes the route ${route}: its own stages stay as they are; write columns in router where one should`,
    )
}

/** Parameters that the loss does not depend on, said once. */
export const untrainedWarning = (names: readonly string[]): readonly string[] => {
  if (names.length === 0) return []
  const some = names.slice(0, 3).join(', ')
  const rest = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return [
    names.length === 1
      ? `${some} gets no gradient: the loss does not depend on it, and it stays as it is`
      : `${some}${rest} get no gradient: the loss does not depend on them, and they stay as they are`,
  ]
}

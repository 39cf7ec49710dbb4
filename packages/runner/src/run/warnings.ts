import type { Frozen } from '../encode/frozen.js'
import { weighing } from '../encode/placed.js'
import type { EngineFacts } from '../engine/facts.js'
import { freshModules } from '../model/moduleWeights.js'
import type { OpenModel } from '../model/openModel.js'
import type { Plan } from '../plan.js'
import type { Source } from '../train/source.js'
import { retokenizedWarnings } from './frozenWords.js'
import { planWarnings } from './planWarnings.js'
import { precisionWarning } from './precisionWarning.js'

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
  return [
    ...freshModules(weighing(plan), moduleWeights).flatMap(({ stage, parameters }) =>
      moduleWeights.has(parameters)
        ? [`${stage} begins with fresh weights: those of ${model.model} have other shapes`]
        : train === undefined
          ? [`${stage} has fresh weights and nothing is trained: what it gives is random`]
          : [],
    ),
    ...retokenizedWarnings(frozen, { tokenizerFiles }, model),
    ...precisionWarning(train?.precision ?? 'float32', facts),
    ...planWarnings(plan, source?.total),
  ]
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

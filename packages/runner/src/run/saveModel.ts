import type { Problems, Weights } from '@siamese/core'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Metrics } from '../evaluate/evaluate.js'
import type { OpenModel } from '../model/openModel.js'
import { toStored } from '../model/tensorsOf.js'
import type { Plan } from '../plan.js'
import { writeModel } from '../sources/writeModel.js'

export interface TrainedModel {
  readonly plan: Plan
  readonly model: OpenModel
  readonly weights: Weights
  readonly head: Weights
  readonly metrics: Metrics
}

/** The trained model in the sentence-transformers layout, whole or not at all; the loss's own weights lie in `head/`. */
export const saveModel =
  (folder: string, { plan, model, weights, head, metrics }: TrainedModel): TaskEither<Problems, void> =>
  async () => {
    const stages = [plan.pooling, ...plan.modules]
    const { origin } = plan.model
    return writeModel(folder, {
      ...model,
      tokenizer: model.tokenizerFiles,
      hidden: model.encoder.facts.hidden,
      maxLength: plan.maxLength,
      modules: stages.map(({ stage, settings }) => ({ stage, ...settings })),
      moduleWeights: stages.map(() => new Map()),
      weights: new Map([...(await toStored(weights)), ...model.carried]),
      ...(Object.keys(head).length === 0 ? {} : { head: { config: headConfig(plan), weights: await toStored(head) } }),
      card: {
        name: plan.model.model,
        ...('source' in origin ? { base: origin.source } : {}),
        data: plan.data.data,
        metrics,
      },
    })()
  }

const headConfig = ({ loss, data }: Plan) => ({
  stage: loss!.stage,
  settings: loss!.settings,
  columns: data.columns,
})

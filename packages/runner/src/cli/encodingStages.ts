import type { Model, Route } from '@siamese/core'
import type { ModelAndStages } from './modelArgument.js'

type StageJson = { readonly stage: string; readonly [setting: string]: unknown }

/** What encodes as a model's own files say: tokenize, encode and what they declare, in a router where each route has an encoder of its own. */
export const encodingStages = (
  { models, usual }: { readonly models: readonly ModelAndStages[]; readonly usual: Route | undefined },
  limit: { readonly maxLength?: number },
): { readonly models: Readonly<Record<string, Model>>; readonly stages: readonly StageJson[] } => {
  const [one, other] = models.map(({ model, declared }): readonly StageJson[] => [
    { stage: 'tokenize', model: model.model, ...limit },
    { stage: 'encode', model: model.model },
    ...declared,
  ])
  return {
    models: Object.fromEntries(models.map(({ model }) => [model.model, model])),
    stages: other === undefined ? one! : [{ stage: 'router', query: one, document: other, default: usual }],
  }
}

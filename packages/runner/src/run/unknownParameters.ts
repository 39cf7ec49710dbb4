import { covers, nearest, nothingLeft, type Problems, problem } from '@siamese/core'
import type { OpenModel } from '../model/openModel.js'
import type { Plan } from '../plan.js'
import { trainedParameters } from './trainedParameters.js'

/** Paths that name no parameter of the model as it was opened; or that nothing is left to train. */
export const unknownParameters = (plan: Plan, opened: Pick<OpenModel, 'encoder'>): Problems => {
  const { namings, model } = plan
  const all = trainedParameters(plan, opened)
  const names = all.map(({ path }) => path)
  const unknown = namings.filter(({ path }) => !names.some(name => covers(path, name)))
  const known = [...new Set(names.flatMap(beginningsOf))]
  if (unknown.length > 0)
    return unknown.map(({ path, stage, ...at }) =>
      problem(noParameter(stage, model.model, path) + meant(nearest(path, known)), { stage, ...at }),
    )
  if (plan.train !== undefined && opened.encoder.frozen.length > 0 && all.every(({ rate }) => rate === 0))
    return [problem(stayAsTheyAre(model.model), { stage: 'train' })]
  const last = namings.findLast(({ stage }) => stage === 'freeze')
  return last === undefined || all.some(({ rate }) => rate > 0)
    ? []
    : [
        problem(nothingLeft(last.stage), {
          stage: last.stage,
          ...(last.place === undefined ? {} : { place: last.place }),
        }),
      ]
}

const meant = (near: string | undefined): string => (near === undefined ? '' : `. Did you mean '${near}'?`)

/** `encoder`, `encoder.layer` … up to the whole name. */
const beginningsOf = (name: string): readonly string[] => {
  const segments = name.split('.')
  return segments.map((_, i) => segments.slice(0, i + 1).join('.'))
}

/**
 * Why: Word vectors stay as they are unless their folder says that training moves them, and nothing else has weights.
 * Cure: Put a stage with weights behind them, or write "update_embeddings": true into their wordembedding_config.json.
 * Types: What a model's own files freeze is read with them.
 */
export const stayAsTheyAre = (model: string): string =>
  `train: the word vectors of ${model} stay as they are and nothing else has weights: add pool.dense, or write update_embeddings: true into wordembedding_config.json`

/**
 * Why: A path that names no parameter would change nothing, silently.
 * Cure: Write a name of the model's state dict, or the beginning of one up to a dot.
 * Types: What an encoder's parameters are called is read with the model; types know the first part and the layers.
 */
export const noParameter = (stage: string, model: string, path: string): string =>
  `${stage}: ${model} has no parameter ${path}`

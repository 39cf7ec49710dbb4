import { encode, evaluate, fragment, type Model, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { cased, minilm, stsb } from '../known.js'
import { same } from '../same.js'

/** What a package offers as a function keeps every literal that it is given: the split, the epochs, the model. */
const regression = <const On extends string, const Epochs extends number>(on: On, epochs: Epochs) =>
  fragment(
    loss.cosineSimilarity(),
    evaluate.similarity({ on }),
    train({ epochs, best: `${on}.spearman_cosine` as const }),
  )
const embed = <const M extends Model>(model: M) =>
  fragment(tokenize(model, { maxLength: 64 }), encode(model), pool.mean(), pool.normalize())

export const small = pipeline(stsb, embed(minilm), regression('dev', 2))
export const large = pipeline(stsb, embed(cased), regression('dev', 1 as number))
same<typeof small, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
same<typeof large, Pipeline<'stsb', 768, 'cased', 'trained'>>()

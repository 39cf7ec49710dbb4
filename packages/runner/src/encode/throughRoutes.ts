import type { Dropout, Route, Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { inStage } from '../graph/inStage.js'
import { type AfterEncoder, wayBy } from './placed.js'
import { afterEncoder } from './sentenceEncoder.js'
import { columnsFrom, ofColumns, type SpreadTexts } from './spread.js'

/** Sentence embeddings of texts column after column, those of each column by its route; `undefined` where there is no router. */
export const throughRoutes = (
  after: AfterEncoder,
  weights: Weights,
  texts: SpreadTexts,
  routes: readonly (Route | undefined)[],
  dropout: Dropout,
): tf.Tensor2D => {
  const taken = [...new Set(routes)]
  if (taken.length === 1) return afterEncoder(wayBy(after, taken[0]), weights, texts, dropout)
  const columnsOf = taken.map(route => routes.flatMap((each, column) => (each === route ? [column] : [])))
  const made = taken.map((route, i) => {
    const own = inStage('router', () => ofColumns(texts, columnsOf[i]!, routes.length))
    return afterEncoder(wayBy(after, route), weights, own, dropout)
  })
  const order = columnsOf.flat()
  return inStage('router', () => {
    const all = tf.concat(made)
    return columnsFrom(
      all,
      routes.map((_, column) => order.indexOf(column)),
      routes.length,
    )
  })
}

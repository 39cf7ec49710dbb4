import { cls } from './cls.js'
import { cnn } from './cnn.js'
import { concatenate } from './concatenate.js'
import { dense } from './dense.js'
import { dropout } from './dropout.js'
import { lastToken } from './lastToken.js'
import { layerNorm } from './layerNorm.js'
import { lstm } from './lstm.js'
import { max } from './max.js'
import { mean } from './mean.js'
import { meanSqrtLength } from './meanSqrtLength.js'
import { normalize } from './normalize.js'
import { truncate } from './truncate.js'
import { weightedLayers } from './weightedLayers.js'
import { weightedMean } from './weightedMean.js'
import { wordWeights } from './wordWeights.js'

export { cls } from './cls.js'
export { type Cnn, cnn } from './cnn.js'
export { concatenate } from './concatenate.js'
export { type Dense, dense } from './dense.js'
export { type Dropout, dropout } from './dropout.js'
export { lastToken } from './lastToken.js'
export { type LayerNorm, layerNorm } from './layerNorm.js'
export { type Lstm, lstm } from './lstm.js'
export { max } from './max.js'
export { mean } from './mean.js'
export { meanSqrtLength } from './meanSqrtLength.js'
export { type Normalize, normalize } from './normalize.js'
export { type Truncate, truncate } from './truncate.js'
export { type WeightedLayers, weightedLayers } from './weightedLayers.js'
export { weightedMean } from './weightedMean.js'
export { type WordWeights, wordWeights } from './wordWeights.js'

/** Every stage of this package: what JSON may name. */
export const all = [
  mean,
  meanSqrtLength,
  weightedMean,
  max,
  cls,
  lastToken,
  concatenate,
  dense,
  layerNorm,
  normalize,
  truncate,
  dropout,
  weightedLayers,
  wordWeights,
  cnn,
  lstm,
] as const

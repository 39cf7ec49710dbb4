import { adaptiveLayer } from './adaptiveLayer.js'
import { batchHardTriplet } from './batchHardTriplet.js'
import { contrastive } from './contrastive.js'
import { cosent } from './cosent.js'
import { cosineSimilarity } from './cosineSimilarity.js'
import { distillKLDiv } from './distillKLDiv.js'
import { matryoshka } from './matryoshka.js'
import { mse } from './mse.js'
import { multipleNegativesRanking } from './multipleNegativesRanking.js'
import { softmax } from './softmax.js'
import { sum } from './sum.js'
import { triplet } from './triplet.js'

export { type AdaptiveLayer, adaptiveLayer } from './adaptiveLayer.js'
export { batchHardTriplet } from './batchHardTriplet.js'
export { contrastive } from './contrastive.js'
export { cosent } from './cosent.js'
export { cosineSimilarity } from './cosineSimilarity.js'
export { distillKLDiv } from './distillKLDiv.js'
export { type Matryoshka, matryoshka } from './matryoshka.js'
export { mse } from './mse.js'
export { multipleNegativesRanking } from './multipleNegativesRanking.js'
export { softmax } from './softmax.js'
export { type Sum, sum } from './sum.js'
export { triplet } from './triplet.js'

/** Every loss of this package: what JSON may name. */
export const all = [
  softmax,
  cosineSimilarity,
  cosent,
  contrastive,
  triplet,
  batchHardTriplet,
  multipleNegativesRanking,
  mse,
  distillKLDiv,
  matryoshka,
  adaptiveLayer,
  sum,
] as const

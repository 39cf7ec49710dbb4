import { adaptiveLayer } from './adaptiveLayer.js'
import { angle } from './angle.js'
import { batchAllTriplet } from './batchAllTriplet.js'
import { batchHardSoftMarginTriplet } from './batchHardSoftMarginTriplet.js'
import { batchHardTriplet } from './batchHardTriplet.js'
import { batchSemiHardTriplet } from './batchSemiHardTriplet.js'
import { contrastive } from './contrastive.js'
import { contrastiveTension } from './contrastiveTension.js'
import { contrastiveTensionInBatch } from './contrastiveTensionInBatch.js'
import { cosent } from './cosent.js'
import { cosineSimilarity } from './cosineSimilarity.js'
import { denoisingAutoEncoder } from './denoisingAutoEncoder.js'
import { distillKLDiv } from './distillKLDiv.js'
import { embedDistill } from './embedDistill.js'
import { gist } from './gist.js'
import { globalOrthogonalRegularization } from './globalOrthogonalRegularization.js'
import { marginMse } from './marginMse.js'
import { matryoshka } from './matryoshka.js'
import { megaBatchMargin } from './megaBatchMargin.js'
import { mse } from './mse.js'
import { multipleNegativesRanking } from './multipleNegativesRanking.js'
import { onlineContrastive } from './onlineContrastive.js'
import { softmax } from './softmax.js'
import { sum } from './sum.js'
import { triplet } from './triplet.js'

export { type AdaptiveLayer, adaptiveLayer } from './adaptiveLayer.js'
export { angle } from './angle.js'
export { batchAllTriplet } from './batchAllTriplet.js'
export { batchHardSoftMarginTriplet } from './batchHardSoftMarginTriplet.js'
export { batchHardTriplet } from './batchHardTriplet.js'
export { batchSemiHardTriplet } from './batchSemiHardTriplet.js'
export { contrastive } from './contrastive.js'
export { contrastiveTension } from './contrastiveTension.js'
export { contrastiveTensionInBatch } from './contrastiveTensionInBatch.js'
export { cosent } from './cosent.js'
export { cosineSimilarity } from './cosineSimilarity.js'
export { denoisingAutoEncoder } from './denoisingAutoEncoder.js'
export { distillKLDiv } from './distillKLDiv.js'
export { embedDistill } from './embedDistill.js'
export { gist } from './gist.js'
export { globalOrthogonalRegularization } from './globalOrthogonalRegularization.js'
export { marginMse } from './marginMse.js'
export { type Matryoshka, matryoshka } from './matryoshka.js'
export { megaBatchMargin } from './megaBatchMargin.js'
export { mse } from './mse.js'
export { multipleNegativesRanking } from './multipleNegativesRanking.js'
export { onlineContrastive } from './onlineContrastive.js'
export { softmax } from './softmax.js'
export { type Sum, sum } from './sum.js'
export { triplet } from './triplet.js'

/** Every loss of this package: what JSON may name. */
export const all = [
  softmax,
  cosineSimilarity,
  cosent,
  angle,
  contrastive,
  onlineContrastive,
  triplet,
  batchAllTriplet,
  batchHardTriplet,
  batchHardSoftMarginTriplet,
  batchSemiHardTriplet,
  multipleNegativesRanking,
  gist,
  megaBatchMargin,
  contrastiveTension,
  contrastiveTensionInBatch,
  denoisingAutoEncoder,
  mse,
  embedDistill,
  marginMse,
  distillKLDiv,
  globalOrthogonalRegularization,
  matryoshka,
  adaptiveLayer,
  sum,
] as const

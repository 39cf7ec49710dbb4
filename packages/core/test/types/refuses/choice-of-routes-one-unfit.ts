/** Why: a sweep tries each whole route, and one of them gives another width than documents have. Cure: end it with as wide a stage. */
import { choose, pipeline, router } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export default pipeline(
  triplets,
  sbert,
  router({ query: choose([pool.normalize()], [pool.dense({ width: 64 })]), document: [] }),
  loss.multipleNegativesRanking(),
)

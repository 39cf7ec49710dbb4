/** Why: An optimizer says how `train` moves the weights. Cure: Write it as a setting of `train`. */
import { optimizer, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), optimizer.adam(), train({ epochs: 1 }))

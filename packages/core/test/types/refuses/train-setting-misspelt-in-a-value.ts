/** Why: Settings that are kept in a value first are looked at just as well. Cure: Write `learningRate`. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

const settings = { epochs: 1, learningrate: 1e-5 } as const

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train(settings))

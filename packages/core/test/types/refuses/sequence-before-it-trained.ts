/** Why: the next pipeline begins with the model that this one trained, and it trains none. Cure: put a loss and train at its end. */
import { evaluate, pipeline, sequence, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb, triplets } from '../known.js'
import { sbert } from '../sbert.js'

const scored = pipeline(stsb, sbert, evaluate.similarity({ on: 'test' }))
const trained = pipeline(triplets, sbert, loss.triplet(), train({ epochs: 1 }))

export const made = sequence(scored, trained)

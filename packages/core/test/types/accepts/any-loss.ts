import { encode, fragment, type Pipeline, pipeline, type Stage, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb, triplets } from '../known.js'
import { same } from '../same.js'

/** A recipe over whichever objective it is given: the rule of the objective is checked where the recipe is joined. */
const trainedOn = <const L extends Stage>(objective: L) =>
  fragment(tokenize(minilm), encode(minilm), pool.mean(), objective, train({ epochs: 1 }))

export const regressed = pipeline(stsb, trainedOn(loss.cosineSimilarity()))
export const ranked = pipeline(triplets, trainedOn(loss.triplet({ margin: 1 })))
same<typeof regressed, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
same<typeof ranked, Pipeline<'triplets', 384, 'minilm', 'trained'>>()

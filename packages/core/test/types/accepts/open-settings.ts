import { type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Settings typed openly are looked at by the program alone. */
const settings: { readonly epochs?: number; readonly best?: string } = { epochs: 2 }
const margins: { readonly margin?: number } = {}
export const made = pipeline(triplets, sbert, loss.triplet(margins), train(settings))

same<typeof made, Pipeline<'triplets', 384, 'minilm', 'trained'>>()

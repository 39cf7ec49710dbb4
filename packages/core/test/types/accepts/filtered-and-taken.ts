import { type Data, filter, type Pipeline, pipeline, take, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const few = take(filter(stsb, { column: 'score', atLeast: 3 }), 100)
export const made = pipeline(few, sbert, loss.cosineSimilarity(), train({ steps: 10 }))

/** A number that only the program knows is looked at there. */
export const some = (rows: number) => take(stsb, rows)
same<ReturnType<typeof some>, typeof few>()
same<typeof few, Data<'stsb', typeof stsb.columns, typeof stsb.splits>>()
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()

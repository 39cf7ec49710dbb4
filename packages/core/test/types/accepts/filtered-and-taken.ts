import { type Data, filter, type Pipeline, pipeline, take, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli, stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const few = take(filter(stsb, { column: 'score', atLeast: 3 }), 100)
export const made = pipeline(few, sbert, loss.cosineSimilarity(), train({ steps: 10 }))

/** A number that only the program knows is looked at there. */
export const some = (rows: number) => take(stsb, rows)
same<ReturnType<typeof some>, typeof few>()
same<typeof few, Data<'stsb', typeof stsb.columns, typeof stsb.splits>>()
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()

/** A class by its name or its index; bounds of texts; bounds that only the program knows; data of which it knows nothing else. */
const neutral = filter(nli, { column: 'label', is: 'neutral' })
const first = filter(nli, { column: 'label', is: 0 })
const short = filter(nli, { column: 'premise', shortest: 1, longest: 200 })
export const between = (least: number, most: number) => filter(stsb, { column: 'score', atLeast: least, atMost: most })
export const anywhere = (data: Data, column: string) => filter(data, { column, is: 'yes' })
same<typeof neutral, Data<'nli', typeof nli.columns, typeof nli.splits>>()
same<typeof first, typeof neutral>()
same<typeof short, typeof neutral>()
same<ReturnType<typeof between>, Data<'stsb', typeof stsb.columns, typeof stsb.splits>>()

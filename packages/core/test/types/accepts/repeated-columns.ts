import { type Data, files, pipeline, rename, repeat, text, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const lines = files('lines', [['text', text]], { train: ['lines.jsonl'] })
const twice = repeat(rename(lines, { text: 'anchor' }), { anchor: 'positive' })
export const made = pipeline(twice, sbert, loss.multipleNegativesRanking(), train({ epochs: 1 }))

same<
  typeof twice,
  Data<'lines', readonly [readonly ['anchor', 'text'], readonly ['positive', 'text']], readonly ['train']>
>()

/** A name that is not known before it runs is looked at by the program. */
export const open = (name: string) => repeat(lines, { text: name })

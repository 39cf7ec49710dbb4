/** Why: Nothing can be divided by 0. Cure: Leave it out for 0.01, or write a number above 0. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { mini } from '../known.js'
import { sbert } from '../sbert.js'

const rows = data(
  'rows',
  [
    ['anchor', 'text'],
    ['positive', 'text'],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.sum({ losses: [loss.gist({ guide: mini, temperature: 0 })] }))

/** Why: Without a weight nothing is learned. Cure: Leave one of them out for 1. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data('rows', [['text', 'text']], { train: [] })

export const refused = pipeline(
  rows,
  sbert,
  loss.globalOrthogonalRegularization({ meanWeight: 0, secondMomentWeight: 0 }),
)

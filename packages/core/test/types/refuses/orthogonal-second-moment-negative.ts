/** Why: A negative weight would draw the texts together. Cure: Leave it out for 1, or write 0 or more. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data('rows', [['text', 'text']], { train: [] })

export const refused = pipeline(rows, sbert, loss.globalOrthogonalRegularization({ secondMomentWeight: -1 }))

/** Why: It is a share of the words, so that none is 0 and all is 1. Cure: Leave it out for 0.6, or write a number from 0 to 1. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data('rows', [['text', 'text']], { train: [] })

export const refused = pipeline(rows, sbert, loss.denoisingAutoEncoder({ deletion: 60 }))

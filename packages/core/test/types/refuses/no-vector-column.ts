/** Why: There are no vectors of a teacher in the data. Cure: Add a column of them, [name, vector(384)], or write teacher: a model that is in the lock. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const texts = data('texts', [['text', 'text']], { train: [] })

export const refused = pipeline(texts, sbert, loss.mse())

/**
 * Why: The embeddings are projected to another width than the teacher's.
 * Cure: Write the width of the teacher as the projection.
 */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { cased } from '../known.js'
import { sbert } from '../sbert.js'

const texts = data('texts', [['text', 'text']], { train: [] })

export const refused = pipeline(texts, sbert, loss.mse({ teacher: cased, projection: 512 }))

/**
 * Why: A difference needs as many numbers on both sides.
 * Cure: Project the embeddings to the width of the teacher, or choose a teacher of theirs.
 */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { cased } from '../known.js'
import { sbert } from '../sbert.js'

const texts = data('texts', [['text', 'text']], { train: [] })

export const refused = pipeline(texts, sbert, loss.mse({ teacher: cased }))

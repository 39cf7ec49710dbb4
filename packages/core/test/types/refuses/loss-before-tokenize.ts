import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'

export const refused = pipeline(stsb, loss.cosineSimilarity())

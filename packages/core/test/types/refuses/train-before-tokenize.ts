/** Why: Training minimises a loss, and there is none. Cure: Put everything up to a loss before it. */
import { pipeline, train } from '@siamese/core'
import { stsb } from '../known.js'

export const refused = pipeline(stsb, train({ epochs: 1 }))

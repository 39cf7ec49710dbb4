/** Why: Training minimises a loss, and there is none. Cure: Put `encode`, a pooling and a loss before it. */
import { pipeline, tokenize, train } from '@siamese/core'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), train({ epochs: 1 }))

/** Why: Losses compare sentence embeddings, which a pooling makes. Cure: Put a pooling before multitask. */
import { encode, multitask, pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { minilm } from '../known.js'

export const refused = pipeline(
  both,
  tokenize(minilm),
  encode(minilm),
  multitask({ nli: loss.softmax({ columns }), stsb: loss.cosineSimilarity() }),
)

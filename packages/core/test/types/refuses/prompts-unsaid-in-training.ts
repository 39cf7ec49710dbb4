/** Why: the model declares prompts, and training without them unlearns what they mean. Cure: write the prompts by column, or prompts: {} to train without. */
import { encode, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { e5, stsb } from '../known.js'

const head = [tokenize(e5), encode(e5), pool.cls(), loss.cosineSimilarity()] as const
export const made = pipeline(stsb, ...head, train({ epochs: 1 }))

/** What an editor shows of a fragment that a package exports: its stages, at most four lines. */
import { encode, evaluate, fragment, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm } from '../known.js'

export const body = fragment(tokenize(minilm), encode(minilm), pool.mean(), pool.normalize())
export const sbert = fragment(tokenize(minilm, { maxLength: 128 }), encode(minilm), pool.mean())
export const regression = fragment(loss.cosineSimilarity(), evaluate.similarity({ on: 'dev' }), train({ epochs: 1 }))

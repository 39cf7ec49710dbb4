import { freeze, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli, stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const columns = { sentence1: 'premise', sentence2: 'hypothesis' } as const

/** Several add up; a rate may be for more, or for less, than what is frozen. */
export const classified = pipeline(
  nli,
  sbert,
  loss.softmax({ columns }),
  freeze({ parameters: ['embeddings', 'encoder.layer.0-2'] }),
  freeze({ parameters: ['encoder.layer.3.attention.self.query.weight', 'encoder.layer.4-5.output'] }),
  train({
    epochs: 1,
    rates: [
      ['encoder', 1e-5],
      ['encoder.layer.5', 1e-4],
      ['head', 1e-3],
    ],
  }),
)
same<typeof classified, Pipeline<'nli', 384, 'minilm', 'trained'>>()

/** All of the encoder may be frozen where a head is left to train. */
export const probed = pipeline(
  nli,
  sbert,
  loss.softmax({ columns }),
  freeze({ parameters: ['embeddings', 'encoder'] }),
  train({ epochs: 1 }),
)
same<typeof probed, Pipeline<'nli', 384, 'minilm', 'trained'>>()

/** What is not known before the program runs is left to the program. */
const parameters: readonly string[] = ['embeddings']
const rates: readonly (readonly [string, number])[] = [['encoder.layer.5', 1e-4]]
export const open = pipeline(stsb, sbert, loss.cosineSimilarity(), freeze({ parameters }), train({ epochs: 1, rates }))
same<typeof open, Pipeline<'stsb', 384, 'minilm', 'trained'>>()

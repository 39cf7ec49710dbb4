import { evaluate, type Pipeline, pipeline, type Sequence, sequence, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb, triplets } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Trained on triplets, then on similarity, then scored. */
export const made = sequence(
  pipeline(triplets, sbert, loss.triplet(), train({ epochs: 1 })),
  pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 4 })),
  pipeline(stsb, sbert, evaluate.similarity({ on: 'test' })),
)
same<
  typeof made,
  Sequence<
    readonly [
      Pipeline<'triplets', 384, 'minilm', 'trained'>,
      Pipeline<'stsb', 384, 'minilm', 'trained'>,
      Pipeline<'stsb', 384, 'minilm', 'sentenceEmbeddings'>,
    ]
  >
>()

import { type Data, evaluate, pipeline, rename, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const pairs = rename(nli, { premise: 'sentence1', hypothesis: 'sentence2' })
export const made = pipeline(
  pairs,
  sbert,
  loss.softmax(),
  evaluate.labels({ on: 'dev' }),
  train({ epochs: 1, best: 'dev.accuracy' }),
)

same<
  typeof pairs,
  Data<
    'nli',
    readonly [
      readonly ['sentence1', 'text'],
      readonly ['sentence2', 'text'],
      readonly ['label', { readonly class: readonly ['entailment', 'neutral', 'contradiction'] }],
    ],
    readonly ['train', 'dev']
  >
>()
same<typeof made.data.data, 'nli'>()

import { type Data, drawPairs, pipeline, take, tasks, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const drawn = drawPairs(take(stsb, 1000), { of: 'sentence1', negatives: 7, seed: 42 })
export const made = pipeline(drawn, sbert, loss.contrastiveTension(), train({ batchSize: 16, epochs: 1 }))
export const beside = tasks(drawn, { ...stsb, data: 'scored' })

same<
  typeof drawn,
  Data<
    'stsb',
    readonly [readonly ['sentence1', 'text'], readonly ['sentence2', 'text'], readonly ['label', 'binary']],
    readonly ['train', 'dev', 'test']
  >
>()

/** What is not known before it runs is looked at by the program. */
export const open = (column: string, negatives: number) => drawPairs(stsb, { of: column, negatives, seed: 42 })

import { data, type Pipeline, pipeline, score, text, train, vector } from '@siamese/core'
import * as loss from '@siamese/losses'
import { mini, stsb, triplets } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Roles that hang on others find their columns. */
const ranked = data(
  'ranked',
  [
    ['query', text],
    ['positive', text],
    ['negative', text],
    ['negative_2', text],
    ['margins', vector(2)],
    ['scores', vector(3)],
    ['margin', score(0, 9)],
  ],
  { train: [] },
)
const taught = data(
  'taught',
  [
    ['text', text],
    ['translation', text],
    ['target', vector(768)],
    ['translationTarget', vector(768)],
  ],
  { train: [] },
)
const trained = train({ epochs: 1 })

export const byMargins = pipeline(ranked, sbert, loss.marginMse({ columns: { scores: 'margins' } }), trained)
export const byScores = pipeline(ranked, sbert, loss.marginMse(), trained)
export const byMargin = pipeline(
  ranked,
  sbert,
  loss.marginMse({ columns: { scores: 'margin', negative: ['negative'] } }),
  trained,
)
export const projected = pipeline(taught, sbert, loss.mse({ projection: 768 }), trained)
export const distilled = pipeline(taught, sbert, loss.embedDistill({ projection: 768, distance: 'l2' }), trained)
export const guided = pipeline(triplets, sbert, loss.gist({ guide: mini }), trained)
export const angles = pipeline(stsb, sbert, loss.angle(), trained)
export const anglesOfTriplets = pipeline(
  triplets,
  sbert,
  loss.angle({ columns: { sentence1: 'anchor', sentence2: 'positive' } }),
  trained,
)
export const spread = pipeline(
  triplets,
  sbert,
  loss.sum({
    losses: [loss.triplet(), loss.globalOrthogonalRegularization({ columns: { text: ['anchor', 'positive'] } })],
  }),
  trained,
)

same<typeof byMargins, Pipeline<'ranked', 384, 'minilm', 'trained'>>()
same<typeof byScores, Pipeline<'ranked', 384, 'minilm', 'trained'>>()
same<typeof byMargin, Pipeline<'ranked', 384, 'minilm', 'trained'>>()
same<typeof projected, Pipeline<'taught', 384, 'minilm', 'trained'>>()
same<typeof distilled, Pipeline<'taught', 384, 'minilm', 'trained'>>()
same<typeof guided, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
same<typeof angles, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
same<typeof anglesOfTriplets, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
same<typeof spread, Pipeline<'triplets', 384, 'minilm', 'trained'>>()

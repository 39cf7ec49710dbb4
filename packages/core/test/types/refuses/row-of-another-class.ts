// tsc speaks for itself
import { classes, data, text } from '@siamese/core'

export const refused = data(
  'toy',
  [
    ['sentence', text],
    ['label', classes('good', 'bad')],
  ],
  { train: [{ sentence: 'A dog runs.', label: 'god' }] },
)

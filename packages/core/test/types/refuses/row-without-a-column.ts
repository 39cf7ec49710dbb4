// tsc speaks for itself
/** Why: Every row has every column. Cure: Write the value, or leave the row out. */
import { classes, data, text } from '@siamese/core'

export const refused = data(
  'toy',
  [
    ['sentence', text],
    ['label', classes('good', 'bad')],
  ],
  { train: [{ sentence: 'A dog runs.' }] },
)

// tsc speaks for itself
/**
 * Why: A label is one of the names that the column declares.
 * Cure: Write it as declared, `'good'`, or declare one more class.
 */
import { classes, data, text } from '@siamese/core'

export const refused = data(
  'toy',
  [
    ['sentence', text],
    ['label', classes('good', 'bad')],
  ],
  { train: [{ sentence: 'A dog runs.', label: 'god' }] },
)

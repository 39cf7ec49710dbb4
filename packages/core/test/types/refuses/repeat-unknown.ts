/** Why: Only a column that is there can stand a second time. Cure: Write the name as the data have it. */
import { repeat } from '@siamese/core'
import { nli } from '../known.js'

export const refused = repeat(nli, { premiss: 'positive' })

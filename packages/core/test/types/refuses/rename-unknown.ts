/** Why: Only a column that is there can have another name. Cure: Write the name as the data have it. */
import { rename } from '@siamese/core'
import { nli } from '../known.js'

export const refused = rename(nli, { premiss: 'sentence1' })

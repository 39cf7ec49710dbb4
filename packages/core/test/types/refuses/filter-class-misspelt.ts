/** Why: No row has this class, so none would be left. Cure: Write one of the names that the column declares. */
import { filter } from '@siamese/core'
import { nli } from '../known.js'

export const refused = filter(nli, { column: 'label', is: 'entailmnt' })

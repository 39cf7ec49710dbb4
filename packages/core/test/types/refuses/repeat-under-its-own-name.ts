/** Why: Roles find a column by its name, so a name is one column. Cure: Give the second one a name that no other column has. */
import { repeat } from '@siamese/core'
import { nli } from '../known.js'

export const refused = repeat(nli, { premise: 'hypothesis' })

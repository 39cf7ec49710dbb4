import { rename } from '@siamese/core'
import { nli } from '../known.js'

export const refused = rename(nli, { premiss: 'sentence1' })

// tsc speaks for itself
import { filter } from '@siamese/core'
import { stsb } from '../known.js'

export const refused = filter(stsb, { column: 'scores', atLeast: 3 })

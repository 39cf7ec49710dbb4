// tsc speaks for itself
import { split } from '@siamese/core'
import { nli } from '../known.js'

export const refused = split(nli, { of: 'test', into: { one: 0.5, two: 0.5 }, seed: 1 })

import { cosineSimilarity } from './cosineSimilarity.js'
import { softmax } from './softmax.js'
import { triplet } from './triplet.js'

export { cosineSimilarity } from './cosineSimilarity.js'
export { softmax } from './softmax.js'
export { triplet } from './triplet.js'

/** Every loss of this package: what JSON may name. */
export const all = [softmax, cosineSimilarity, triplet] as const

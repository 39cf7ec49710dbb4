/** The evaluators, as `evaluate.similarity` … */
export { labels } from './evaluate/labels.js'
export { loss } from './evaluate/loss.js'
export { similarity } from './evaluate/similarity.js'
export { triplet } from './evaluate/triplet.js'

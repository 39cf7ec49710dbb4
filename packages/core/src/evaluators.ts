/** The evaluators, as `evaluate.similarity` … */
export { type LabelsEvaluator, labels } from './evaluate/labels.js'
export { type LossEvaluator, loss } from './evaluate/loss.js'
export { type SimilarityEvaluator, similarity } from './evaluate/similarity.js'
export { type TripletEvaluator, triplet } from './evaluate/triplet.js'

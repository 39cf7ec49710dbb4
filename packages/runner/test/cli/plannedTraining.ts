import type { PlannedTraining } from '../../src/run/runPlan.js'

/** Four epochs of 360 steps, judged behind each. */
export const training: PlannedTraining = {
  steps: 1440,
  stepsPerEpoch: 360,
  epochs: 4,
  rowsPerStep: 16,
  unit: 'pairs',
  learningRate: 2e-5,
  best: 'dev.spearman_cosine',
  watched: ['evaluate.similarity on dev'],
  evaluateEvery: 360,
  checkpointEvery: 500,
}

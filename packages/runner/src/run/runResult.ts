import type { Metrics } from '../evaluate/evaluate.js'
import type { Profile } from '../train/profile.js'
import type { StepParts } from '../train/stepParts.js'
import type { Trained } from '../train/training.js'
import type { Estimate } from './estimate/estimate.js'
import type { Spent } from './estimate/estimateFile.js'
import type { RunProcess } from './folder/processes.js'

export interface RunResult {
  readonly folder: string
  /** The folder of the trained model; none was written when nothing was trained. */
  readonly model: string | undefined
  readonly engine: string
  /** By the model as it was given, and, after training, by the trained one. */
  readonly before: Metrics
  readonly after: Metrics | undefined
  readonly steps: number
  readonly best: Trained['best']
  /** What the loss of the last step was the sum of, where it tells that; of several data sets the last of each, `nli.dim_64`. */
  readonly parts?: StepParts
  /** By split, how many texts were longer than the limit and were cut; splits without any are left out. */
  readonly truncated: Readonly<Record<string, number>>
  /** Of all processes that worked on it, without what it took to open and to compile. */
  readonly seconds: number
  readonly processes: readonly RunProcess[]
  /** What was expected before the first step, where steps could be timed, and what it took. */
  readonly estimate?: Estimate
  readonly spent: Spent
  readonly profile?: Profile
}

import type { Problem, TrainSettings } from '@siamese/core'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Parameters } from '../compute/parameters.js'
import type { Metrics } from '../evaluate/evaluate.js'
import type { Best } from './best.js'
import type { Searched } from './firstNotFinite.js'
import type { Progress } from './progress.js'
import type { Source } from './source.js'
import type { StepParts } from './stepParts.js'
import type { StepInput, Stepper } from './stepper.js'
import type { StepRows } from './stepRows.js'

/** What a run is made of; everything that touches the world is passed in. */
export interface Training {
  readonly settings: TrainSettings
  readonly source: Source
  readonly stepper: Stepper
  /** Looks for the first number that is not finite of a step that was not taken; undefined where there is no memory to. */
  readonly search?: (input: Pick<StepInput, 'batches' | 'step'>) => Searched | undefined
  /** Where an earlier process came to; the stepper is there already. */
  readonly from?: From
  /** Metrics, by the parameters as they are now, of the splits that are watched; left out when none is. */
  readonly watch?: (step: number) => Promise<Metrics>
  /** Awaited: what it writes is written before the next step. */
  readonly report: (event: TrainingEvent) => void | Promise<void>
  readonly checkpoints?: Checkpoints
  readonly signal?: AbortSignal
}
export interface From {
  readonly progress: Progress
  /** The parameters of the best step so far; they are taken over. */
  readonly kept: Parameters | undefined
}
/** Keeps the stepper's state with how far the training is, so that another process can go on. */
export interface Checkpoints {
  /** Asked between two steps: keeps one where it is time. */
  readonly due: (progress: Progress) => Promise<Either<readonly Problem[], void>>
  /** Keeps one now, and waits until it is safe. */
  readonly now: (progress: Progress) => Promise<Either<readonly Problem[], void>>
}
export type TrainingEvent =
  | {
      readonly event: 'step'
      readonly step: number
      readonly total: number
      readonly epoch: number
      readonly loss: number
      /** What the loss is the sum of, by name, where it tells that. */
      readonly parts?: StepParts
      readonly rate: number
      readonly norm: number
      readonly rows: number
      /** The rows of the step's batches by their split, and a hash of what is in them. */
      readonly input?: StepRows
      /** Tokens of the step, and what they would be with the padding of each column to its longest text. */
      readonly tokens: number
      readonly padded: number
      /** The data set of the step's batches, where there are several: `nli`, or `nli+stsb` when a step has batches of both. */
      readonly task?: string
    }
  | { readonly event: 'stopped early'; readonly step: number; readonly best: Best | undefined }

/** The stepper holds the best parameters where one was chosen, else the last. */
export interface Trained {
  readonly steps: number
  /** By split, how many texts of an epoch were longer than the limit and were cut. */
  readonly truncated: Readonly<Record<string, number>>
  readonly best: Best | undefined
}

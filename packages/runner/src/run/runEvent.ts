import type { Chosen, ScoredPairs } from '@siamese/core'
import type { EvaluationProgress, Metrics } from '../evaluate/evaluate.js'
import type { Profile } from '../train/profile.js'
import type { TrainingEvent } from '../train/training.js'
import type { Estimate } from './estimate/estimate.js'
import type { RunPlan } from './runPlan.js'
import type { RunResult } from './runResult.js'

/** What happens in a run, in order. What a run's folder records, a terminal shows and a program listens to are these. */
export type RunEvent =
  | TrainingEvent
  | { readonly event: 'started'; readonly folder: string; readonly engine: string }
  /** What is about to be done. */
  | { readonly event: 'planned'; readonly plan: RunPlan }
  /** A frozen model encodes the texts that are read again. */
  | { readonly event: 'encoding'; readonly model: string; readonly done: number; readonly total: number }
  | ({ readonly event: 'evaluating' } & EvaluationProgress)
  | Evaluation
  /** What an evaluator orders pairs by, before and after training. */
  | { readonly event: 'pairs'; readonly moment: 'before' | 'after'; readonly name: string; readonly pairs: ScoredPairs }
  | { readonly event: 'estimated'; readonly estimate: Estimate }
  | { readonly event: 'profile'; readonly profile: Profile }
  | { readonly event: 'warning'; readonly sentence: string }
  /** The run goes on from a checkpoint that an earlier process left. */
  | { readonly event: 'resumed'; readonly step: number }
  /** What training begins with: a hash of each parameter. */
  | { readonly event: 'begun'; readonly weights: Readonly<Record<string, string>> }
  /** Everything that the rest of the run depends on is safe in this folder; training waited so many seconds for it. */
  | { readonly event: 'checkpoint'; readonly step: number; readonly folder: string; readonly seconds: number }
  /** The last event of a run: it finished, or why it did not. */
  | { readonly event: 'done'; readonly result: RunResult }
  | { readonly event: 'stopped'; readonly why: readonly string[] }
  /** The next pipeline of a sequence, or the next point of a sweep, begins. */
  | { readonly event: 'part'; readonly number: number; readonly of: number; readonly name: string }
  | { readonly event: 'point'; readonly number: number; readonly of: number; readonly chosen: readonly Chosen[] }
  /** What a point came to, or why it failed. */
  | {
      readonly event: 'point ended'
      readonly number: number
      readonly of: number
      readonly metrics?: Metrics
      readonly why?: readonly string[]
    }
  /** Points run at once from here on: at most so many, each with so many threads, within so many bytes of memory. */
  | { readonly event: 'side by side'; readonly processes: number; readonly threads: number; readonly memory: number }
  /** A point takes more memory than is left beside the others, and waits until one of them ends. */
  | { readonly event: 'waits for memory'; readonly point: number; readonly bytes: number; readonly left: number }
  /** What happens in one of the points that run at once. */
  | { readonly event: 'in point'; readonly number: number; readonly told: RunEvent }

/** By the model as it was given, of what is watched while training, or by the trained one. */
export interface Evaluation {
  readonly event: 'evaluation'
  readonly moment: 'before' | 'during' | 'after'
  readonly step: number
  readonly metrics: Metrics
}

/** Awaited where it records: what it writes is written before the run goes on. */
export type Listener = (event: RunEvent) => void | Promise<void>

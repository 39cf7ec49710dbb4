import type { PipelineJson } from '@siamese/core'
import type { RunProcess } from '../../run/folder/processes.js'
import type { RunState } from '../../run/runState.js'
import type { Embedded } from '../numbers/embedded.js'
import type { RunReport } from './runReport.js'
import type { Moment, Sample } from './sample.js'

/** A run as its folder tells it; what is not there yet, or never was, is left out. */
export interface RunRecord {
  readonly folder: string
  readonly state: RunState | undefined
  readonly report: RunReport | undefined
  readonly manifest: RunManifest | undefined
  readonly steps: readonly StepLine[]
  readonly evaluations: readonly EvaluationLine[]
  /** Those that worked on it, so far. */
  readonly processes: readonly RunProcess[]
  readonly samples: readonly SampledEmbeddings[]
  /** What of its files cannot be read. */
  readonly unread: readonly string[]
}

/** What the page tells of a manifest. */
export interface RunManifest {
  readonly siamese: string
  readonly pipeline: PipelineJson
  readonly seed: number | undefined
  readonly hashes: Readonly<Record<string, string>>
  readonly precision: string | undefined
  readonly command: readonly string[]
  /** Of the folder that the pipeline lies in. */
  readonly commit: string | undefined
}

export interface StepLine {
  readonly step: number
  readonly epoch: number
  readonly loss: number
  readonly rate: number
  readonly norm: number
  readonly task?: string
  /** What the loss is the sum of, by name. */
  readonly parts?: Readonly<Record<string, number>>
}
export interface EvaluationLine {
  readonly step: number
  readonly moment: 'before' | 'during' | 'after'
  readonly metrics: Readonly<Record<string, number>>
}

/** A sample with its columns' embeddings at each moment that was reached. */
export interface SampledEmbeddings {
  readonly sample: Sample
  readonly at: { readonly [M in Moment]?: readonly Embedded[] }
}

import type { ExperimentJson, Problems } from '@siamese/core'
import type { Metrics } from '../../evaluate/evaluate.js'
import type { RunEvent } from '../runEvent.js'
import type { SeveralOptions } from '../runOrGoOn.js'

/** What a process of its own is told of the point that it runs. */
export interface PointTask {
  readonly point: ExperimentJson
  /** Modules that export what it names beyond siamese's stages. */
  readonly modules: readonly string[]
  readonly options: Omit<SeveralOptions, 'signal' | 'report' | 'progress' | 'fetching' | 'stages'> & {
    readonly out: string
  }
}
export type ToPoint =
  | ({ readonly to: 'run' } & PointTask)
  /** It may go on: its memory is left. */
  | { readonly to: 'go on' }
  | { readonly to: 'stop' }

export type FromPoint =
  | { readonly from: 'event'; readonly event: RunEvent }
  /** It has opened what it reads, and waits until this many bytes are left for it; undefined where nobody knows how many. */
  | { readonly from: 'memory'; readonly bytes: number | undefined }
  | { readonly from: 'end'; readonly metrics: Metrics }
  | { readonly from: 'refusal'; readonly problems: Problems }
  /** A fault of ours. */
  | { readonly from: 'fault'; readonly text: string }

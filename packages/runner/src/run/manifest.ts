import { createHash } from 'node:crypto'
import { type Pipeline, type PipelineJson, toJson } from '@siamese/core'
import { canonical } from '../canonical.js'
import type { Engine } from '../engine/engine.js'
import { version } from '../version.js'

/** Everything that a run's numbers depend on, written before it trains. */
export interface Manifest {
  /** The version of this format. */
  readonly manifest: 1
  readonly siamese: string
  readonly pipeline: PipelineJson
  /** sha256 of the canonical pipeline; of every file, or of the configuration, of the model; of the rows of every split that is read. */
  readonly hashes: {
    readonly pipeline: string
    readonly model: Readonly<Record<string, string>>
    readonly data: Readonly<Record<string, string>>
  }
  readonly seed: number | undefined
  readonly engine: {
    readonly name: string
    /** Steps as one graph, or operation by operation. */
    readonly steps: 'graph' | 'operations'
    readonly versions: Readonly<Record<string, string>>
    readonly threads: number
    readonly platform: string
    readonly processor: string
    readonly simd: readonly string[]
  }
  readonly command: readonly string[]
}

export const manifestOf = (
  pipeline: Pipeline,
  hashes: Omit<Manifest['hashes'], 'pipeline'>,
  { name, facts, steps }: Engine & Pick<Manifest['engine'], 'steps'>,
  seed: number | undefined,
  command: readonly string[],
): Manifest => {
  const json = toJson(pipeline)
  const { versions, threads, platform, processor, simd } = facts
  return {
    manifest: 1,
    siamese: version,
    pipeline: json,
    hashes: { pipeline: createHash('sha256').update(canonical(json)).digest('hex'), ...hashes },
    seed,
    engine: { name, steps, versions, threads, platform, processor, simd },
    command,
  }
}

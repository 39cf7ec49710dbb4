import { availableParallelism, cpus } from 'node:os'
import * as tf from '@tensorflow/tfjs-core'
import { cpuFeatures } from './install/cpuFeatures.js'

/** What numbers and speed depend on; `doctor` prints it and a run's manifest keeps it. */
export interface EngineFacts {
  /** The tfjs backend: 'tensorflow' or 'wasm'. */
  readonly backend: string
  readonly versions: Readonly<Record<string, string>>
  readonly threads: number
  readonly platform: string
  readonly processor: string
  /** Instruction sets that decide the speed of a matmul, as 'avx512f'. */
  readonly simd: readonly string[]
  /** Whether graphs have our own operations: training is slower without. */
  readonly ownOperations?: boolean
  /** How the engine was got, as 'PyPI wheel'. */
  readonly origin: string
  readonly folder?: string
  /** Why a better engine is not used, one sentence each. */
  readonly why: readonly string[]
}

export const engineFacts = (
  facts: Omit<EngineFacts, 'platform' | 'processor' | 'simd' | 'threads'> & Partial<EngineFacts>,
): EngineFacts => ({
  platform: `${process.platform}-${process.arch}`,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  simd: cpuFeatures(),
  threads: availableParallelism(),
  ...facts,
  versions: { node: process.versions.node, tfjs: tf.version_core, ...facts.versions },
})

import type { EngineFacts } from '../engine/facts.js'
import type { Precision } from '../graph/passes/index.js'

/** bfloat16 pays only where the processor multiplies it; without any sets of instructions, the system does not tell. */
export const precisionWarning = (precision: Precision, { simd }: Pick<EngineFacts, 'simd'>): readonly string[] =>
  precision === 'float32' || simd.length === 0 || simd.some(each => each.endsWith('_bf16'))
    ? []
    : ['this processor has no products of bfloat16: precision bf16 is slower on it than float32']

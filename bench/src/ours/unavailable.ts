import type { EngineFacts } from '@siamese/runner'
import type { Precision } from './given.js'
import { answer } from './lines.js'

/** Ends this worker with the reason why there is nothing to measure. */
export const unavailable = (sentence: string): never => {
  answer({ unavailable: sentence })
  process.exit(0)
}

/** A processor without instructions for bfloat16 computes it slower than float32. */
export const needsBf16 = (precision: Precision, { simd, processor }: EngineFacts): void => {
  if (precision === 'f32' || simd.some(name => name === 'avx512_bf16' || name === 'amx_bf16')) return
  unavailable(`bfloat16 needs a processor with avx512_bf16; this one is ${processor}`)
}

/** A setting that this version does not have, or that its engine refuses, is a reason, too. */
export const refusedBf16 = (precision: Precision, error: unknown): void => {
  if (precision === 'bf16' && error instanceof Error && error.name === 'Refusal')
    unavailable(error.message.split('\n')[0]!)
}

import type { Problems } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Engine, EngineOptions } from './engine.js'
import { openEngine } from './engine.js'

/** What `siamese doctor` says of the engine. */
export interface Health {
  readonly engine: Engine
  readonly matmul: readonly Speed[]
  /** What to do to have a better engine; empty when nothing is missing. */
  readonly advice: readonly string[]
}

/** C = A · B of `size` × `size` float32 numbers, 2 · size³ operations. */
export interface Speed {
  readonly size: number
  readonly gigaflops: number
}

/** Opens the engine, trying again what failed before, and measures it. */
export const examine =
  (options: EngineOptions = {}) =>
  async (): Promise<Either<Problems, Health>> => {
    const engine = await openEngine({ retry: true, ...options })()
    if (isLeft(engine)) return engine
    const { facts } = engine.right
    const advice = [...facts.why]
    if (
      facts.backend === 'tensorflow' &&
      facts.simd.length > 0 &&
      !facts.simd.includes('avx2') &&
      process.arch === 'x64'
    )
      advice.push('This processor has no AVX2: TensorFlow runs at a fraction of its usual speed.')
    return right({ engine: engine.right, matmul: [512, 1024].map(measure), advice })
  }

/** The best of a few rounds: others may use the processor, too. */
const measure = (size: number): Speed => {
  const seconds = tf.tidy(() => {
    const a = tf.ones([size, size])
    const rounds = Array.from({ length: 8 }, () => {
      const started = performance.now()
      tf.matMul(a, a).dataSync()
      return (performance.now() - started) / 1000
    })
    return Math.min(...rounds)
  })
  return { size, gigaflops: Math.round((2 * size ** 3) / seconds / 1e8) / 10 }
}

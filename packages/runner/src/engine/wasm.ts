import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { left, right } from 'fp-ts/lib/Either.js'
import { registerChained } from './chained.js'
import { engineFacts } from './facts.js'
import { registerGradients } from './gradients.js'
import type { EngineDefinition } from './opening.js'
import { repairKernels } from './wasm/kernels.js'

/** tfjs's WebAssembly backend, which needs nothing but Node: SIMD, one thread, everything eager. */
export const wasm: EngineDefinition<'wasm'> = {
  name: 'wasm',
  open: async ({ refusals, progress }) => {
    const why = [...refusals]
    if (why.length > 0)
      progress({ step: 'fall back', text: `${why.join(' ')} Goes on with WebAssembly, which is slower.` })
    try {
      await start()
    } catch (error) {
      return left(`The wasm engine does not start (${error instanceof Error ? error.message : error}).`)
    }
    return right(
      engineFacts({
        backend: 'wasm',
        versions: { wasm: tf.version_core },
        threads: 1,
        origin: '@tensorflow/tfjs-backend-wasm',
        why,
      }),
    )
  },
}

const start = async (): Promise<void> => {
  const require = createRequire(import.meta.url)
  const before = faults.map(fault => process.listeners(fault as 'uncaughtException'))
  const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm')
  setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep)
  registerGradients()
  registerChained()
  repairKernels()
  if (!(await tf.setBackend('wasm'))) throw new Error('its WebAssembly module was refused')
  faults.forEach((fault, index) => {
    const added = process.listeners(fault as 'uncaughtException').filter(listener => !before[index]!.includes(listener))
    for (const listener of added) process.off(fault, listener)
  })
}

/** Emscripten listens to these and throws again from inside, which would hide our own reports of faults. */
const faults = ['uncaughtException', 'unhandledRejection'] as const

import { type Problems, problem } from '@siamese/core'
import { left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { cacheRoot } from '../sources/cache.js'
import type { EngineFacts } from './facts.js'
import { native } from './native.js'
import type { Report } from './progress.js'
import { wasm } from './wasm.js'

/** What computes tensors in this process; the tfjs backend of that engine is the current one. */
export interface Engine {
  readonly name: EngineName
  readonly facts: EngineFacts
}

export type EngineName = 'native' | 'wasm'

export interface EngineOptions {
  /** Only this engine, or a problem; without it the first of the list that works here. */
  readonly engine?: EngineName
  /** How many threads one operation may use; a process keeps what its first native engine was opened with. */
  readonly threads?: number
  /** Tries again what failed a short while ago, as a host that could not be reached. */
  readonly retry?: boolean
  readonly progress?: Report
  readonly cacheRoot?: string
}

/** Makes the first engine that works here the current one; it is set up when needed. */
export const openEngine =
  (options: EngineOptions = {}): TaskEither<Problems, Engine> =>
  async () => {
    const { progress = () => {}, retry = false, threads, cacheRoot: root = cacheRoot() } = options
    const refusals: string[] = []
    for (const { name, open } of engines) {
      if (options.engine && options.engine !== name) continue
      const facts = await open({ progress, retry, root, refusals, threads })
      if (facts._tag === 'Right') return right({ name, facts: facts.right })
      refusals.push(facts.left)
    }
    return left(refusals.map(sentence => problem(sentence)))
  }

/** In the order of preference; code that trains never asks for one by name. */
const engines = [native, wasm] as const

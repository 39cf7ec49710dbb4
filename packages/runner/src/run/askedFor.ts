import type { PassName } from '../graph/passNames.js'
import type { Manifest } from './folder/manifest.js'
import type { RunOptions } from './run.js'

/** The engine, its threads and the way of computing, as they were: all that is said beside a pipeline and changes its numbers. */
export const askedFor = ({
  engine,
  options,
}: Manifest): Pick<RunOptions, 'engine' | 'threads' | 'eager' | 'without'> => ({
  ...(engine.name === 'native' || engine.name === 'wasm' ? { engine: engine.name } : {}),
  threads: engine.threads,
  ...(options.eager === true ? { eager: true } : {}),
  ...(Array.isArray(options.without) ? { without: options.without as readonly PassName[] } : {}),
})

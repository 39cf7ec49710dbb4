import type { PassName } from '../graph/passNames.js'
import type { Manifest } from './folder/manifest.js'
import type { RunOptions } from './run.js'

/** The engine and the way of computing, as they were. */
export const askedFor = ({ engine, options }: Manifest): Pick<RunOptions, 'engine' | 'eager' | 'without'> => ({
  ...(engine.name === 'native' || engine.name === 'wasm' ? { engine: engine.name } : {}),
  ...(options.eager === true ? { eager: true } : {}),
  ...(Array.isArray(options.without) ? { without: options.without as readonly PassName[] } : {}),
})

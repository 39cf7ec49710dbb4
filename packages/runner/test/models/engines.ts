import { isLeft } from 'fp-ts/lib/Either.js'
import { type EngineName, openEngine } from '../../src/engine/engine.js'

/** Makes the engine the current one; says in one line when it does not work here. */
export const opened = async (engine: EngineName): Promise<boolean> => {
  const open = await openEngine({ engine })()
  if (isLeft(open)) console.log(`skipped: 1 test on the ${engine} engine (${open.left[0]!.sentence})`)
  return !isLeft(open)
}
export const engines = ['native', 'wasm'] as const satisfies readonly EngineName[]

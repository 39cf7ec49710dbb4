import { isLeft } from 'fp-ts/lib/Either.js'
import type { LoadedEncoder } from '../encode/load.js'
import type { ModelChoice } from './command.js'
import { refuse, type Terminal } from './terminal.js'

/** Works with the model that a command names, tells what was found, and gives the model's memory back; what is wrong is said. */
export const withModel = async <A>(
  options: ModelChoice & { readonly json: boolean },
  to: Terminal,
  work: (model: LoadedEncoder) => Promise<A>,
  tell: (found: A) => void,
): Promise<number> => {
  const { asProblems } = await import('../asPromise.js')
  const { loadedModel } = await import('./loadedModel.js')
  const model = await loadedModel(options, to)
  if (isLeft(model)) return refuse(to, model.left, options.json)
  try {
    const found = await asProblems(() => work(model.right))
    if (isLeft(found)) return refuse(to, found.left, options.json)
    to.clear()
    tell(found.right)
    return 0
  } finally {
    model.right.dispose()
  }
}

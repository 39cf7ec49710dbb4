import type { Model } from '@siamese/core'
import { canonical } from '../canonical.js'
import type { Frozen } from './frozen.js'

/** The one that a loss was given. */
export const frozenFor = <F extends Pick<Frozen, 'named'>>(all: readonly F[], model: Model): F => {
  const found = all.find(({ named }) => named === model || canonical(named) === canonical(model))
  if (found === undefined) throw new Error(`internal: ${model.model} is not open`)
  return found
}

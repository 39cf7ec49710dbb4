import { definition, type Optimizes, optimizer, type Stage, settingsOf } from '@siamese/core'
import { adagrad } from './adagrad.js'
import { adam, adamW } from './adam.js'
import type { Optimizer } from './optimizer.js'
import { nesterov, sgd } from './sgd.js'

const kinds: { readonly [K in Optimizes['kind']]: (settings: never) => Optimizer } = {
  adamW,
  adam,
  sgd,
  nesterov,
  adagrad,
}

/** The stage that stands for AdamW where none is written. */
export const writtenOptimizer = (written: Stage | undefined): Stage => written ?? optimizer.adamW()

/** How a training's `optimizer` moves parameters. */
export const optimizerOf = (written: Stage | undefined): Optimizer => {
  const stage = writtenOptimizer(written)
  const { does, name } = stage[definition]
  if (does.family !== 'optimizer') throw new Error(`internal: ${name} is no optimizer`)
  return kinds[does.kind](settingsOf(stage) as never)
}

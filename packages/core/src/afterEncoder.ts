import { flatten } from './fragment.js'
import { definition, type Stage } from './stage.js'

/** The stages that make a sentence's embedding of the encoder's vectors: stages over token embeddings, poolings, modules after them, and a router of such. */
export const afterEncoder = (stages: readonly Stage[]): readonly Stage[] =>
  flatten(stages).filter(stage =>
    ['tokenModule', 'pooling', 'module', 'router'].includes(stage[definition].does.family),
  )

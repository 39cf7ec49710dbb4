import { flatten } from './fragment.js'
import { definition, type Stage } from './stage.js'

/** The stages that make a sentence's embedding of the encoder's vectors: stages over token embeddings, poolings, and modules after them. */
export const afterEncoder = (stages: readonly Stage[]): readonly Stage[] =>
  flatten(stages).filter(stage => ['tokenModule', 'pooling', 'module'].includes(stage[definition].does.family))

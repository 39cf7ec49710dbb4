import { evaluate, type Fragment, fragment } from '@siamese/core'
import { byNorm } from './byNorm.js'
import { contrast } from './contrast.js'

const stages = [byNorm(), contrast(), evaluate.loss({ on: 'dev' })] as const
/** Editors and messages show a fragment by the name of its interface. */
export interface Duplicates extends Fragment<typeof stages> {}

/**
 * Token embeddings to a model that finds duplicates: `byNorm`, `contrast`, and its loss on the split `dev`.
 * Stands between `encode` and `train`; the data have `sentence1`, `sentence2` and `same`.
 */
export const duplicates: Duplicates = fragment(...stages)

/** A fragment that its author named is shown by that name. */
import { encode, type Fragment, fragment, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm } from '../known.js'

const stages = [tokenize(minilm, { maxLength: 128 }), encode(minilm), pool.mean(), pool.normalize()] as const
export interface Sbert extends Fragment<typeof stages> {}
export const sbert: Sbert = fragment(...stages)

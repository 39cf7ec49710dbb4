/** Why: a fragment that fits one model need not fit what another declares. Cure: use the fragment with a model that declares its stages, or name what is replaced in insteadOf. */
import { encode, fragment, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { mini, stsb } from '../known.js'

const byClass = fragment(pool.cls(), pool.normalize())
export const made = pipeline(stsb, tokenize(mini), encode(mini), byClass)

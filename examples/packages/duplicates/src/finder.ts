import { encode, fragment, type Model, tokenize } from '@siamese/core'
import { duplicates } from './duplicates.js'

/** The same from texts on, over whichever model it is given: its sizes are checked where the fragment is joined. */
export const finder = <const M extends Model>(model: M) => fragment(tokenize(model), encode(model), duplicates)

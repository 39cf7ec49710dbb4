/**
 * Why: A fragment reads the data of the pipeline that it is joined to, as its stages would.
 * Cure: Rename the columns of the data, or let the fragment take `columns`.
 */
import { fragment, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

const ranked = fragment(sbert, loss.cosineSimilarity())

export const refused = pipeline(nli, ranked, train({ epochs: 1 }))

import { encode } from './encode/encode.js'
import { labels } from './evaluate/labels.js'
import { loss } from './evaluate/loss.js'
import { similarity } from './evaluate/similarity.js'
import { triplet } from './evaluate/triplet.js'
import { freeze } from './freeze.js'
import { multitask } from './multitask.js'
import { tokenize } from './tokenize/tokenize.js'
import { train } from './train.js'

/** Every stage of this package: what JSON may name. */
export const all = [tokenize, encode, similarity, triplet, labels, loss, multitask, freeze, train] as const

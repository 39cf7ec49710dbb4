import { elementwise } from './elementwise.js'
import { indexing } from './indexing.js'
import type { Op } from './op.js'
import { products } from './products.js'
import { reductions } from './reductions.js'
import { shaping } from './shaping.js'

/** Every tfjs kernel that the compiler knows. What is not here is refused before training. */
export const ops: Readonly<Record<string, Op>> = { ...elementwise, ...shaping, ...reductions, ...products, ...indexing }

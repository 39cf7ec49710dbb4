import type { Forms } from '../form.js'
import { eachNumber } from './eachNumber.js'
import { indexing } from './indexing.js'
import { products } from './products.js'
import { recurrences } from './recurrences.js'
import { reductions } from './reductions.js'
import { shaping } from './shaping.js'

/** What of TensorFlow can be written in ONNX, by TensorFlow's name. */
export const forms: Forms = { ...eachNumber, ...shaping, ...reductions, ...indexing, ...products, ...recurrences }

import type { Row } from './row.js'
import { commandTimes } from './rows/commands.js'
import { encoding } from './rows/encoding.js'
import { memory } from './rows/memory.js'
import { products } from './rows/products.js'
import { startup } from './rows/startup.js'
import { training } from './rows/training.js'
import { base, minilm, minilmLong, triplets } from './tasks.js'

/** Everything there is to measure, in order. */
export const rows: readonly Row[] = [
  training('training', minilm),
  training('training-base', base),
  training('training-128', minilmLong),
  training('triplets', triplets),
  encoding,
  startup,
  memory,
  products,
  commandTimes,
]

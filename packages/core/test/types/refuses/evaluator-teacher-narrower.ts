/** Why: A teacher has no numbers beyond its width. Cure: Score no more numbers than it has. */
import { data, evaluate, pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { mini } from '../known.js'
import { sbert } from '../sbert.js'

type Locked = typeof mini
interface Mini extends Locked {}
const teacher: Mini = mini

const texts = data('texts', [['text', 'text']], { dev: [{ text: 'A dog.' }] })

export const refused = pipeline(
  texts,
  sbert,
  pool.dense({ width: 768 }),
  evaluate.mse({ on: 'dev', teacher, width: 512 }),
)

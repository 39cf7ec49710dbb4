/** Why: Numbers are held against numbers one by one. Cure: Score the first numbers of both, or make the embeddings as wide as the teacher's. */
import { data, evaluate, pipeline } from '@siamese/core'
import { cased } from '../known.js'
import { sbert } from '../sbert.js'

type Locked = typeof cased
interface Cased extends Locked {}
const teacher: Cased = cased

const texts = data('texts', [['text', 'text']], { dev: [{ text: 'A dog.' }] })

export const refused = pipeline(texts, sbert, evaluate.mse({ on: 'dev', teacher }))

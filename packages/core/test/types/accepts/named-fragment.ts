import { encode, evaluate, type Fragment, fragment, type Pipeline, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

const stages = [tokenize(minilm, { maxLength: 128 }), encode(minilm), pool.mean(), pool.normalize()] as const
/** An interface gives a fragment the name that editors and messages show. */
interface Sbert extends Fragment<typeof stages> {}
const sbert: Sbert = fragment(...stages)

export const made = pipeline(stsb, sbert, evaluate.similarity({ on: 'test' }))
export const inside = pipeline(stsb, fragment(sbert, evaluate.similarity({ on: 'test' })))
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'sentenceEmbeddings'>>()
same<typeof inside, typeof made>()

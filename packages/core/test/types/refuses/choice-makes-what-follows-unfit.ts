/** Why: what follows is held against every alternative, and one leaves the width too small for it. Cure: choose among alternatives that all fit what follows. */
import { choose, defineStage, describe, fragment, options, pipeline, type RuleOf } from '@siamese/core'
import * as t from 'io-ts'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

const cut = describe({
  name: 'cut',
  takes: ['sentenceEmbeddings'],
  options: options({ to: t.number }),
  rules: [['to', '<=', 'width', '{stage} keeps {to} of {width} numbers: choose at most {width}']],
  gives: { width: 'to' },
})
interface Cut extends RuleOf<typeof cut> {}
const first = defineStage<Cut>(cut, { family: 'module', apply: embeddings => embeddings })

export const made = pipeline(stsb, sbert, choose(fragment(), first({ to: 64 })), first({ to: 128 }))

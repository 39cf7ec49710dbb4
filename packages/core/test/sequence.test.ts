import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { choose } from '../src/choose.js'
import { encode } from '../src/encode/encode.js'
import { pipeline } from '../src/pipeline.js'
import { inSequence, isSequence, sequence } from '../src/sequence.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { train } from '../src/train.js'
import { dotLoss, pairs, small, sum } from './toys.js'

const trained = (factor: number, epochs = 1) =>
  pipeline(pairs, tokenize(small), encode(small), sum({ factor }), dotLoss(), train({ epochs }))
const scored = pipeline(pairs, tokenize(small), encode(small), sum({ factor: 2 }))
const said = (of: { readonly problems: readonly { readonly sentence: string }[] }) =>
  of.problems.map(({ sentence }) => sentence)

test('pipelines that train the same stages go on from each other', () => {
  const made = sequence(trained(2), trained(2, 3), scored)
  assert.equal(said(made), [])
  assert.ok(isSequence(made))
  assert.not.ok(isSequence(scored))
})

test('a pipeline that does not train ends a sequence', () => {
  assert.equal(said(inSequence([scored, trained(2)])), [
    'sequence: the pipeline on pairs does not train, so nothing can go on from it: put a loss and train at its end',
  ])
})

test('the encoder stays, and so do the stages after it with their settings', () => {
  const other = { ...small, model: 'other' }
  assert.equal(said(inSequence([trained(2), pipeline(pairs, tokenize(other), encode(other), sum({ factor: 2 }))])), [
    'sequence: the pipeline on pairs encodes with other, the one before trains small: use small in all',
  ])
  assert.equal(said(sequence(trained(2), trained(3))), [
    'sequence: the pipeline on pairs has pool.sum({"factor":3}) after its encoder, the one on pairs trained pool.sum({"factor":2}): use the same stages',
  ])
})

test('the problems of its pipelines are its own', () => {
  assert.equal(said(inSequence([trained(2, 0), scored])), ['train: epochs is 0: choose 1 or more'])
})

test('with choices, stages are compared where the points are', () => {
  const chosen = pipeline(pairs, tokenize(small), encode(small), sum({ factor: choose(2, 3) }))
  assert.equal(said(sequence(trained(2), chosen)), [])
})

test.run()

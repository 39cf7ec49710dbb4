import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { freeze } from '../src/freeze.js'
import { defineLoss } from '../src/loss.js'
import { check } from '../src/pipeline.js'
import { train } from '../src/train.js'
import { dotLoss, encoded, pairs, sum } from './toys.js'

/** Its scale is learned: weights, but no classes. */
const scaled = defineLoss({
  name: 'loss.scaled',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  weights: () => ({ scale: [] }),
  apply: ({ score }) => score,
})
const said = (stages: Parameters<typeof check>[1], loss = dotLoss()) =>
  check(pairs, [...encoded, sum(), loss, ...stages, train({ epochs: 1 })]).problems.map(({ sentence }) => sentence)
const frozen = (...parameters: readonly string[]) => freeze({ parameters })
const rated = (...rates: readonly (readonly [string, number])[]) =>
  check(pairs, [...encoded, sum(), scaled(), frozen('encoder.layer.0'), train({ epochs: 1, rates })]).problems.map(
    ({ sentence }) => sentence,
  )

test('any number of freeze may stand between a loss and train, and add up', () => {
  assert.equal(said([frozen('embeddings'), frozen('encoder.layer.0', 'encoder.layer.1.attention')]), [])
  assert.equal(said([frozen('embeddings'), frozen('encoder.layer.1'), frozen('encoder.layer.0')]), [
    'freeze leaves nothing to train: name fewer parameters',
  ])
})

test('a head is left to train where the loss has weights, whether or not they predict', () => {
  assert.equal(said([frozen('embeddings', 'encoder')], scaled() as never), [])
  assert.equal(said([frozen('embeddings', 'encoder', 'head')], scaled() as never), [
    'freeze leaves nothing to train: name fewer parameters',
  ])
  assert.equal(said([frozen('embeddings', 'encoder.layer.0-1')]), [
    'freeze leaves nothing to train: name fewer parameters',
  ])
})

test('every path that names nothing is told', () => {
  assert.equal(
    said([frozen('embedding', 'encoder.layer.2', 'head.scale', 'encoder.layer.1-0', 'encoder.layer.0-2.output')]),
    [
      'freeze: no parameter begins with embedding: write embeddings, encoder, head, or a stage as pool.dense',
      'freeze names encoder.layer.2, beyond the layers of small: 2, counted from 0',
      'freeze names head, and loss.dot has no weights of its own: name parameters of the encoder',
      'freeze names encoder.layer.1-0: write the lower layer first',
      'freeze names encoder.layer.0-2.output, beyond the layers of small: 2, counted from 0',
    ],
  )
})

test('rates are held against what is frozen before them', () => {
  assert.equal(rated(['encoder', 1e-3], ['encoder.layer.1', 1e-4], ['head', 1]), [])
  assert.equal(rated(['encoder.layer.0.output', 1e-3], ['head', 0], ['head', -1], ['encoder', 1], ['encoder', 2]), [
    'train has a rate for encoder.layer.0.output, and encoder.layer.0 is frozen: leave one of them out',
    'train: the rate of head is 0: choose a number above 0, or freeze it',
    'train: the rate of head is -1: choose a number above 0, or freeze it',
    'train names encoder a second time: leave it out',
  ])
})

test('settings of another type are told once', () => {
  assert.equal(said([freeze({ parameters: 'embeddings' } as never)]), [
    'freeze: parameters is "embeddings", it should be a list of texts',
  ])
  assert.equal(rated(['head'] as never), [
    `train: rates is [["head"]], it should be a list of [path, rate], as [['head', 0.001]]`,
  ])
})

test.run()

import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { triplet } from '../../src/evaluate/triplet.js'
import { scoresOf } from './scores.js'

type Rows = readonly (readonly [number, number])[]
const accuracies = (settings: object, anchor: Rows, positive: Rows, negative: Rows) =>
  scoresOf(triplet.definition, settings, { embeddings: { anchor, positive, negative } }).metrics

// cosines 0.6 and 0.8, 0.8 and 0.6, 1 and 1
const anchors: Rows = [
  [1, 0],
  [1, 0],
  [1, 0],
]
const positives: Rows = [
  [3, 4],
  [4, 3],
  [2, 0],
]
const negatives: Rows = [
  [4, 3],
  [3, 4],
  [5, 0],
]

test('a row is right when its positive is more similar: a tie is wrong', () => {
  assert.equal(accuracies({}, anchors, positives, negatives), { cosine_accuracy: 1 / 3 })
})

test('similarities differ in what is near; the best of them is reported as well', () => {
  const similarity = ['cosine', 'dot', 'euclidean', 'manhattan']
  // dot 3 : 4, 4 : 3, 2 : 5; squares of distances 20 : 18, 18 : 20, 1 : 16; city blocks 6 : 6, 6 : 6, 1 : 4
  assert.equal(accuracies({ similarity }, anchors, positives, negatives), {
    cosine_accuracy: 1 / 3,
    dot_accuracy: 1 / 3,
    euclidean_accuracy: 2 / 3,
    manhattan_accuracy: 1 / 3,
    max_accuracy: 2 / 3,
  })
})

test('a margin is what the positive must be more similar by', () => {
  assert.equal(accuracies({ margin: 0.15 }, anchors, positives, negatives), { cosine_accuracy: 1 / 3 })
  assert.equal(accuracies({ margin: 0.25 }, anchors, positives, negatives), { cosine_accuracy: 0 })
  assert.equal(accuracies({ margin: -0.25 }, anchors, positives, negatives), { cosine_accuracy: 1 })
})

test('every similarity may have its own margin; one without has 0', () => {
  assert.equal(accuracies({ similarity: ['cosine', 'dot'], margin: { cosine: 0.25 } }, anchors, positives, negatives), {
    cosine_accuracy: 0,
    dot_accuracy: 1 / 3,
    max_accuracy: 1 / 3,
  })
})

test('a margin for a similarity that does not exist is refused', () => {
  assert.equal(
    triplet.definition.options
      .decode('evaluate.triplet', { on: 'dev', margin: { cosin: 1 } })
      .problems.map(({ sentence }) => sentence),
    ['evaluate.triplet: margin is {"cosin":1}, it should be a number, or one for each similarity'],
  )
})

test.run()

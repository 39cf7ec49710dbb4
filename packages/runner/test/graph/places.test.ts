import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { placesOf } from '../../src/graph/places.js'
import { graphOf, node, step } from './smallGraph.js'

const text = (graph: Parameters<typeof placesOf>[0]) =>
  placesOf(graph).places.map(({ stage, part }) => `${stage} ${part}`)

test('stages forward, the same backward in the opposite order, then the update', () => {
  assert.equal(text(step), ['encode forward', 'loss forward', 'loss backward', 'encode backward', 'update update'])
})

test('a node is at its stage; one without a stage where the last of what it reads is; what is fed or held is before', () => {
  assert.equal(placesOf(step).of, [-1, -1, -1, 0, 0, 0, 1, 2, 3, 3, 4, 4, 4, 4])
})

test('a stage that comes twice has two places on each way', () => {
  const at = (stage: string, part: 'forward' | 'backward', inputs: readonly number[]) =>
    node('Exp', inputs, [3], { stage, part })
  const graph = graphOf([
    node('Placeholder', [], [3], { name: 'train.x' }),
    at('dense', 'forward', [0]),
    at('normalize', 'forward', [1]),
    at('dense', 'forward', [2]),
    at('dense', 'backward', [3]),
    at('normalize', 'backward', [4]),
    at('dense', 'backward', [5]),
  ])
  assert.equal(placesOf(graph).of, [-1, 0, 1, 2, 3, 4, 5])
})

test('outside a step all that stages ask for is forward', () => {
  const graph = graphOf([
    node('Placeholder', [], [3], { name: 'encode.x' }),
    node('Exp', [0], [3], { stage: 'encode' }),
  ])
  assert.equal(text(graph), ['encode forward'])
  assert.equal(placesOf(graph).of, [-1, 0])
})

test.run()

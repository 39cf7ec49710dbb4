import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cutName, cutsOf, fedName, profileEntry } from '../../src/graph/entries/profile.js'
import type { Graph } from '../../src/graph/graph.js'
import { graphOf, node, step } from './smallGraph.js'

const changes = /^Assign|^ResourceApply/
const named = ({ nodes }: Graph, name: string) => nodes.find(each => each.name === name)!

/** The operations that a fetch computes, each with its stage and part. */
const computed = (graph: Graph, name: string): readonly string[] => {
  const needed = new Set([named(graph, name).id])
  for (const { id, inputs, after = [] } of graph.nodes.toReversed())
    if (needed.has(id)) for (const read of [...inputs, ...after]) needed.add(read)
  return graph.nodes
    .filter(({ id, part }) => needed.has(id) && part !== undefined)
    .map(({ op, stage, part }) => `${op} ${stage ?? '-'} ${part}`)
}

test('each cut computes everything up to its place and nothing beyond it', () => {
  const graph = profileEntry(step)
  const parts = step.nodes.filter(({ part }) => part === 'forward' || part === 'backward')
  const all = parts.map(({ op, stage, part }) => `${op} ${stage ?? '-'} ${part}`)
  const upTo = [3, 4, 5, 7]
  assert.is(cutsOf(step).length, upTo.length)
  for (const [cut, count] of upTo.entries()) assert.equal(computed(graph, cutName(cut)), all.slice(0, count))
})

test('no variable is changed, it is fed as the step is, and feeding alone computes nothing', () => {
  const graph = profileEntry(step)
  assert.equal(
    graph.nodes.filter(({ op }) => changes.test(op)),
    [],
  )
  const fed = graph.nodes.flatMap(({ name, op }) => (op === 'Placeholder' ? [name] : []))
  assert.equal(fed, ['train.x'])
  assert.equal(computed(graph, fedName), [])
})

test('what is made and read no further on counts, too', () => {
  const graph = graphOf([
    node('Placeholder', [], [4], { name: 'train.x' }),
    node('Exp', [0], [4], { stage: 'encode', part: 'forward' }),
    node('GreaterEqual', [0, 0], [4], { stage: 'encode', part: 'forward', dtype: 'bool' }),
    node('Sum', [1], [], { stage: 'loss', part: 'forward' }),
    node('SelectV2', [2, 1, 3], [4], { stage: 'encode', part: 'backward' }),
    node('Identity', [4], [4], { name: 'train.loss', part: 'update' }),
  ])
  const ops = computed(profileEntry(graph), cutName(0)).map(each => each.split(' ')[0])
  assert.equal(ops, ['Exp', 'GreaterEqual'])
})

test.run()

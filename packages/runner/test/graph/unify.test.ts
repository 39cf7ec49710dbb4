import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { printGraph } from '../../src/graph/graph.js'
import { type Recorder, recorder } from '../../src/graph/recorder.js'
import type { Sizes } from '../../src/graph/size.js'
import { unify } from '../../src/graph/unify.js'
import { linesOf, samples } from './readGraph.js'

const traced = (write: (write: Recorder, sizes: { readonly rows: number; readonly tokens: number }) => void) =>
  unify({
    entry: 'step',
    traces: samples.map((sizes: Sizes) => {
      const writer = recorder()
      write(writer, sizes as { readonly rows: number; readonly tokens: number })
      return { sizes, nodes: writer.nodes }
    }),
  })
const inStage = (body: Parameters<typeof traced>[0]) => () =>
  traced((write, sizes) => write.within({ stage: 'loss.mine' }, () => body(write, sizes)))
const is = (graph: ReturnType<typeof traced>, text: string) => assert.is(printGraph(graph), linesOf(text).join('\n'))

test('numbers that differ between the traces become functions of the sizes; the others stay numbers', () =>
  is(
    traced((write, { rows, tokens }) => {
      write.fill([3 * rows, tokens - 1, 8], 1 / rows, 'float32')
    }),
    `
    %0 = Const(3·rows tokens-1 8) int32[3]
    %1 = Const(1/rows) float32[]
    %2 = Fill(%0, %1) float32[3·rows, tokens-1, 8]
    `,
  ))

test('numbers that are not finite stay what they are', () =>
  is(
    traced(write => {
      write.constant([Number.NEGATIVE_INFINITY, Number.NaN], [2], 'float32')
    }),
    '%0 = Const(-Infinity NaN) float32[2]',
  ))

test('a side that follows no rule is unknown, as long as no constant holds it', () =>
  is(
    traced((write, { tokens }) => {
      const x = write.constant([0], [], 'float32')
      write.op('Bitcast', [x], {}, [Math.ceil(tokens / 4), 4], 'float32')
    }),
    `
    %0 = Const(0) float32[]
    %1 = Bitcast(%0) float32[?, 4]
    `,
  ))

const branches = 'loss.mine branches on the size of a batch: write it so that every batch takes the same operations'

test('a graph that takes other operations for other batches is refused with the stage’s name', () => {
  const refused = (body: Parameters<typeof traced>[0]) =>
    assert.throws(inStage(body), (error: Error) => error.message === branches)
  const square = (write: Recorder, op: string, shape: readonly number[] = []) =>
    write.op(op, [write.constant([1], [], 'float32')], {}, shape, 'float32')
  refused((write, { rows }) => square(write, rows > 10 ? 'Square' : 'Abs')) // another operation
  refused((write, { rows }) => rows > 10 && square(write, 'Square')) // more of them
  refused((write, { rows }) => square(write, 'Square', rows > 10 ? [1] : [])) // another rank
  refused((write, { rows }) => {
    const both = [square(write, 'Square'), square(write, 'Square')]
    write.op('Neg', [both[rows > 10 ? 1 : 0]!], {}, [], 'float32') // another input
  })
  refused((write, { rows }) => {
    write.op('MatMul', [], { transpose_a: { flag: rows > 10 } }, [], 'float32') // another attribute
  })
})

test('an array in JavaScript that is as long as a batch is refused', () =>
  assert.throws(
    inStage((write, { rows }) =>
      write.constant(
        Array.from({ length: rows }, (_, i) => i),
        [rows],
        'float32',
      ),
    ),
    (error: Error) =>
      error.message ===
      'loss.mine makes an array in JavaScript that is as long as a batch: make it with tensor operations, as tf.range',
  ))

test('a number that is no simple function of the sizes is refused, with the numbers', () =>
  assert.throws(
    inStage((write, { rows }) => write.int(rows ** 3 + rows)),
    (error: Error) =>
      error.message ===
      'loss.mine has a number that is no simple function of the batch’s sizes: 350, 2210, 6878'.replace('’', "'"),
  ))

test('what belongs to no stage is refused without a name', () =>
  assert.throws(
    () => traced((write, { rows }) => write.int(rows ** 3 + rows)),
    /^a stage has a number that is no simple function/,
  ))

test.run()

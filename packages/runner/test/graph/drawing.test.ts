import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { drawDot } from '../../src/graph/drawDot.js'
import { drawingOf, short } from '../../src/graph/drawing.js'
import { drawSvg } from '../../src/graph/drawSvg.js'
import { graphOf, step } from './smallGraph.js'

const drawing = drawingOf(step, { rows: 10 })

test('boxes have the operations, FLOPs and bytes of their nodes', () => {
  assert.equal(
    drawing.boxes.map(({ stage, part, ops, flops, bytes }) => [stage, part, ops, flops, bytes]),
    [
      ['encode', 'forward', 3, 270, 240],
      ['loss', 'forward', 1, 60, 4],
      ['loss', 'backward', 1, 30, 120],
      ['encode', 'backward', 2, 270, 168],
      ['update', 'update', 4, 24, 48],
    ],
  )
})

test('arrows have the shapes of the tensors that go along; scalars are left out', () => {
  assert.equal(
    drawing.arrows.map(({ from, to, tensors, shapes, bytes }) => [from, to, tensors, shapes.join(), bytes]),
    [
      [0, 1, 1, '[rows, 3]', 120],
      [0, 2, 1, '[rows, 3]', 120],
      [0, 3, 1, '[rows, 3]', 120],
      [2, 3, 1, '[rows, 3]', 120],
      [3, 4, 1, '[3, 4]', 48],
    ],
  )
})

test('as the language of Graphviz', () => {
  const lines = drawDot(drawing).split('\n')
  assert.is(lines[0], 'digraph "train: 14 operations; costs of a batch of nothing" {')
  assert.is(lines[2], '  n0 [label="encode, forward\\n3 operations\\n270 FLOP, 240 B", fillcolor="#dbeafe"];')
  assert.is(lines.filter(line => / -> /.test(line)).length, 5)
  assert.is(lines.at(-1), '}')
})

/** Every element is closed in its order, and no text holds a bare bracket or ampersand. */
const isWellFormed = (xml: string): boolean => {
  const open: string[] = []
  for (const [, end, name, closed] of xml.matchAll(/<(\/?)(\w+)(?:\s[\w:-]+="[^"<]*")*(\/?)>/g)) {
    if (end === '/' ? open.pop() !== name : false) return false
    if (end === '' && closed === '') open.push(name!)
  }
  const texts = xml.replace(/<\/?\w+(?:\s[\w:-]+="[^"<]*")*\/?>/g, '')
  return open.length === 0 && !/[<>]|&(?!(amp|lt|gt|quot);)/.test(texts)
}

test('as a picture: well-formed, whatever a stage is called', () => {
  assert.ok(!isWellFormed('<a><b></a></b>') && !isWellFormed('<a>1 < 2</a>') && isWellFormed('<a x="1"><b/>&lt;</a>'))
  const odd = graphOf(step.nodes.map(each => (each.stage === 'encode' ? { ...each, stage: 'my "<&>"' } : each)))
  for (const each of [drawing, drawingOf(odd, { rows: 3 })]) assert.ok(isWellFormed(drawSvg(each)))
  assert.is([...drawSvg(drawing).matchAll(/<rect [^>]*rx=/g)].length, 5)
})

test('boxes of a picture do not lie on each other, and stand inside it', () => {
  const svg = drawSvg(drawing)
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number)
  const boxes = [...svg.matchAll(/<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)" rx/g)].map(([, ...numbers]) =>
    numbers.map(Number),
  )
  for (const [i, [x, y, w, h]] of boxes.entries()) {
    assert.ok(x! >= 0 && y! >= 0 && x! + w! <= width! && y! + h! <= height!)
    for (const [a, b] of boxes.slice(i + 1)) assert.ok(Math.abs(a! - x!) >= w! || Math.abs(b! - y!) >= h!)
  }
})

test('numbers with a unit', () => {
  assert.equal([0, 999, 999.7, 1000, 999_600, 30_043_201_957, 107_400_000, 5.4e13].map(short), [
    '0 ',
    '999 ',
    '1.00 k',
    '1.00 k',
    '1.00 M',
    '30.0 G',
    '107 M',
    '54.0 T',
  ])
})

test.run()

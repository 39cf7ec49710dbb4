import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { covers, mostSpecific } from '../src/parameterPaths.js'

test('a path names a parameter, and all below a dot; no more', () => {
  const name = 'encoder.layer.1.output.dense.weight'
  for (const path of [name, 'encoder', 'encoder.layer', 'encoder.layer.1', 'encoder.layer.1.output.dense'])
    assert.ok(covers(path, name), path)
  for (const path of ['enc', 'encoder.layer.11', 'encoder.layer.1.out', `${name}.more`, 'layer.1', 'head', ''])
    assert.not.ok(covers(path, name), path)
  assert.not.ok(covers('encoder.layer.1', 'encoder.layer.10.output.dense.weight'))
})

test('a range names its first layer, its last, and those between', () => {
  const named = (path: string) =>
    Array.from({ length: 13 }, (_, i) => i).filter(i => covers(path, `encoder.layer.${i}.output.dense.bias`))
  assert.equal(named('encoder.layer.2-5'), [2, 3, 4, 5])
  assert.equal(named('encoder.layer.9-11.output'), [9, 10, 11])
  assert.equal(named('encoder.layer.3-3'), [3])
  assert.equal(named('encoder.layer.5-2'), [])
  assert.equal(named('encoder.layer.2-5.attention'), [])
  assert.equal(named('encoder.layer.02'), [])
})

test('a range covers the ranges within it', () => {
  assert.ok(covers('encoder.layer.0-5', 'encoder.layer.2-5'))
  assert.ok(covers('encoder.layer.0-5', 'encoder.layer.2-5.output'))
  assert.not.ok(covers('encoder.layer.0-5', 'encoder.layer.2-6'))
  assert.not.ok(covers('encoder.layer.0-5.output', 'encoder.layer.0-5'))
})

test('a path covers itself, and what it covers covers no more than it', () => {
  const segments = ['0', '1', '3', '0-1', '1-3', '0-3', 'a']
  const paths = [...segments, ...segments.flatMap(first => segments.map(second => `${first}.${second}`))]
  for (const a of paths) {
    assert.ok(covers(a, a))
    for (const b of paths.filter(each => covers(a, each)))
      for (const c of paths.filter(each => covers(b, each))) assert.ok(covers(a, c), `${a}, ${b}, ${c}`)
  }
})

test('of several paths that name a parameter the longest counts, then fewer layers, then the last', () => {
  const name = 'encoder.layer.3.output.dense.weight'
  const chosen = (...paths: readonly string[]) =>
    mostSpecific(
      paths.map((path, i) => [path, i] as const),
      name,
    )?.[1]
  assert.is(chosen('encoder.layer.3.output', 'encoder', 'embeddings.word_embeddings.weight'), 0)
  assert.is(chosen('encoder.layer.0-5.output', 'encoder.layer.3'), 0)
  assert.is(chosen('encoder.layer.3', 'encoder.layer.0-5'), 0)
  assert.is(chosen('encoder.layer.0-5', 'encoder.layer.2-3'), 1)
  assert.is(chosen('encoder.layer.2-3', 'encoder.layer.3-4'), 1)
  assert.is(chosen('embeddings', 'head'), undefined)
})

test.run()

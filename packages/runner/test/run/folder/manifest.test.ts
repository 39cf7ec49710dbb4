import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { manifestFile } from '../../../src/run/folder/manifest.js'
import { decodeVersioned } from '../../../src/run/folder/versioned.js'
import { cosine, head, json, training } from '../tiny.js'

const a = 'a'.repeat(64)
const first = {
  manifest: 1,
  siamese: '0.0.9',
  pipeline: json([...head, cosine, training()]),
  hashes: { pipeline: a, model: { config: a }, data: { train: a } },
  seed: 42,
  engine: {
    name: 'native',
    steps: 'graph',
    versions: { node: '22.1.0', tensorflow: '2.9.1' },
    threads: 4,
    platform: 'linux-x64',
    processor: 'some',
    simd: ['avx2'],
  },
  computing: { precision: 'float32', attentionGroups: 2, passes: ['foldConstants'] },
  command: ['siamese', 'run', 'a.ts'],
}
const read = (value: unknown) =>
  decodeVersioned(manifestFile, typeof value === 'string' ? value : JSON.stringify(value), 'manifest.json')
const said = (value: unknown): readonly string[] => {
  const decoded = read(value)
  return isLeft(decoded) ? decoded.left.map(({ sentence }) => sentence) : []
}

test('a pipeline of a manifest has stages that are objects', () => {
  for (const stages of [{}, [null], 'none'])
    assert.ok(
      said({ ...first, pipeline: { ...first.pipeline, stages } }).some(sentence =>
        sentence.includes('should be a pipeline'),
      ),
      String(stages),
    )
})

test('a manifest of the first version is read in the words of the newest', () => {
  const decoded = read(first)
  if (isLeft(decoded)) throw new Error(decoded.left[0]!.sentence)
  const { manifest, versions, engine, options, seed } = decoded.right
  assert.is(manifest, 2)
  assert.equal(versions, { '@siamese/runner': '0.0.9', node: '22.1.0', tensorflow: '2.9.1' })
  assert.equal(engine, {
    name: 'native',
    steps: 'graph',
    threads: 4,
    platform: 'linux-x64',
    processor: 'some',
    simd: ['avx2'],
  })
  assert.equal([options, seed], [{}, 42])
})

test('a later version is refused, and so is what says none', () => {
  assert.equal(said({ ...first, manifest: 3 }), [
    'manifest.json is of version 3, and the packages here read up to 2: update the @siamese packages',
  ])
  for (const version of [undefined, '1', 0, 1.5])
    assert.equal(said({ ...first, manifest: version }), [
      'manifest.json does not say its version, as "manifest": 2 does: no run wrote it as it is',
    ])
  assert.equal(said('[]'), ['manifest.json is no JSON object: no run wrote it as it is'])
  assert.match(said('{"manifest": 1,')[0]!, /^manifest\.json is not JSON: /)
})

test('every key that is wrong is named', () => {
  assert.equal(said({ ...first, hashes: { ...first.hashes, data: { train: 'ab' } }, command: 'siamese' }), [
    'manifest.json: hashes.data.train is "ab", it should be a sha256 in hexadecimal.',
    'manifest.json: command is "siamese", it should be ReadonlyArray<a text>.',
  ])
  assert.ok(said({ manifest: 1 }).length > 3)
})

test.run()

import { type Experiment, experimentToJson } from '@siamese/core'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pipelineReader } from '../../src/cli/readPipelineText.js'
import { jsonOf } from '../../src/text/jsonOf.js'
import { yamlOf } from '../../src/text/yamlOf.js'
import { vocabulary } from '../../src/vocabulary.js'
import { randomExperiments } from '../random/experiments.js'
import { randomPipelines } from '../random/pipelines.js'
import { texts } from '../random/texts.js'

const plain = (made: Experiment) => JSON.parse(JSON.stringify(experimentToJson(made)))
/** The shorter ones, which are read faster; every kind of key is among them. */
const shorter = (made: fc.Arbitrary<Experiment>, runs: number) =>
  fc
    .sample(made, { numRuns: runs, seed: 3 })
    .map(plain)
    .sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)
    .slice(0, runs / 2)
const samples = [...shorter(randomPipelines(vocabulary), 80), ...shorter(randomExperiments(vocabulary), 80)]

type Inside = Record<string, unknown>
/** Every key and index of a value, as a path. */
const paths = (json: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof json !== 'object' || json === null
    ? [path]
    : [path, ...Object.entries(json).flatMap(([key, value]) => paths(value, [...path, key]))]
const at = (json: unknown, path: readonly string[]): Inside =>
  path.reduce((inside, key) => (inside as Inside)[key], json) as Inside

const deep = (levels: number): unknown => {
  let value: unknown = 1
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { a: value }
  return value
}
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  texts,
  fc.constantFrom(null, true, 0, -1, 0.5, 1e308, 2 ** 53, [], {}, '0', 'small', ['a'], { stage: 'pool.mean' }),
  fc.constantFrom({ choose: [] }, { choose: [1, 2] }, { choose: [{ stage: 'pool.mean' }, []] }, 'grid', { sample: 2 }),
  fc.constantFrom(50, 99, 101, 500).map(deep),
)

/** A change of the value: one key or item is deleted, replaced, renamed, copied, or swapped with a neighbour. */
const changes = fc.record({
  where: fc.nat(),
  other: fc.nat(),
  how: fc.constantFrom('delete', 'replace', 'rename', 'copy', 'swap', 'misspell'),
  value: strange,
  key: fc.oneof(
    texts,
    fc.constantFrom(
      'stage',
      'model',
      'columns',
      'on',
      'rows',
      'of',
      'origin',
      '$schema',
      'siamese',
      'choose',
      'sequence',
      'sweep',
    ),
  ),
})
type Change = typeof changes extends fc.Arbitrary<infer C> ? C : never
const changed = (json: unknown, { where, other, how, value: given, key }: Change): unknown => {
  const value: unknown = structuredClone(given)
  const all = paths(json)
  const path = all[where % all.length]!
  if (path.length === 0) return how === 'replace' ? value : json
  const parent = at(json, path.slice(0, -1))
  const last = path.at(-1)!
  const put = (name: string, what: unknown): void => {
    Object.defineProperty(parent, name, { value: what, enumerable: true, configurable: true, writable: true })
  }
  const remove = (): void => {
    if (Array.isArray(parent)) parent.splice(Number(last), 1)
    else delete parent[last]
  }
  const kept = parent[last]
  if (how === 'replace') put(last, value)
  else if (how === 'copy') put(Array.isArray(parent) ? String(parent.length) : key, structuredClone(kept))
  else if (how === 'swap') {
    const keys = Object.keys(parent)
    const neighbour = keys[other % keys.length]!
    put(last, parent[neighbour])
    put(neighbour, kept)
  } else {
    remove()
    if (how === 'rename' && !Array.isArray(parent)) put(key, kept)
    if (how === 'misspell' && !Array.isArray(parent)) put(`${last}${last.at(-1) ?? 'x'}`, kept)
  }
  return json
}

/** A change of the text: it is cut, or a part of it is deleted, doubled, or something is put in. */
const cuts = fc.record({
  from: fc.nat(),
  length: fc.integer({ min: 0, max: 40 }),
  how: fc.constantFrom('none', 'none', 'cut', 'delete', 'double', 'insert', 'case'),
  piece: fc.constantFrom(
    ...[
      '\u0000',
      '\t',
      '"',
      "'",
      '[',
      '{',
      '}',
      ']',
      ':',
      ',',
      '#',
      '&a ',
      '*a',
      '!!js/function ',
      '!x ',
      '---\n',
      '%YAML 1.1\n',
      '\r',
      '<<: ',
      '- ',
    ],
    ...[
      '\\',
      '\ufffd',
      '\u2028',
      '1e999',
      '.nan',
      '-',
      '? ',
      '| ',
      '> ',
      '@',
      '`',
      'yes',
      '~',
      '\n',
      '\n\n  ',
      '[['.repeat(200),
      ' '.repeat(80),
    ],
  ),
})
type Cut = typeof cuts extends fc.Arbitrary<infer C> ? C : never
const recut = (text: string, { from, length, how, piece }: Cut): string => {
  const start = from % (text.length + 1)
  const part = text.slice(start, start + length)
  const [before, after] = [text.slice(0, start), text.slice(start + length)]
  if (how === 'cut') return before
  if (how === 'delete') return before + after
  if (how === 'double') return before + part + part + after
  if (how === 'insert') return before + piece + text.slice(start)
  if (how === 'case') return before + part.toUpperCase() + after
  return text
}

const spoilt = /\[object|undefined|NaN|function|\bat .*:\d+:\d+|internal/
const runs = 1100
for (const [name, write] of [
  ['changed.json', jsonOf],
  ['changed.yaml', yamlOf],
] as const)
  test(`${runs} files like ${name}, changed anywhere, are read, or refused with a sentence and a place`, async () => {
    const readPipeline = await pipelineReader(name)
    const outcomes = { read: 0, refused: 0 }
    const lines = new Set<string>()
    fc.assert(
      fc.property(fc.nat(), fc.array(changes, { maxLength: 3 }), cuts, (which, all, cut) => {
        const json = all.reduce<unknown>(changed, structuredClone(samples[which % samples.length]))
        const text = recut(write(json as never), cut)
        const read = readPipeline(text, vocabulary)
        outcomes[isLeft(read) ? 'refused' : 'read']++
        if (!isLeft(read)) return assert.is(experimentToJson(read.right).siamese, 2)
        assert.ok(read.left.length > 0)
        for (const { sentence, place } of read.left) {
          assert.match(place ?? 'no place', /^changed\.(json|yaml):[1-9]\d*:[1-9]\d*(, .+)?$/, sentence)
          assert.ok(sentence.length > 10 && sentence.length < 600, sentence)
          // The user's own words may be any.
          if (spoilt.test(sentence)) assert.ok(spoilt.test(text), sentence)
          lines.add(sentence.replace(/[^a-z ]/g, '').slice(0, 30))
        }
      }),
      { numRuns: runs, includeErrorInReport: true },
    )
    assert.ok(outcomes.read > 100 && outcomes.refused > 500, JSON.stringify(outcomes))
    assert.ok(lines.size > 40, `${lines.size} kinds of sentence`)
  })

test.run()

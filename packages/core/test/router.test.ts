import './cpu.js'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { choose } from '../src/choose.js'
import { encode } from '../src/encode/encode.js'
import { experimentFromJson, experimentToJson } from '../src/experimentJson.js'
import { fragment } from '../src/fragment.js'
import { fromJson, toJson } from '../src/json.js'
import { defineModule } from '../src/module.js'
import { check } from '../src/pipeline.js'
import { pointsOf } from '../src/points.js'
import { router } from '../src/router.js'
import { routeOf } from '../src/routes.js'
import { grid } from '../src/sweep.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { dotLoss, encoded, pairs, sum } from './toys.js'

const same = defineModule({ name: 'pool.same', apply: x => x })
const narrow = defineModule({ name: 'pool.narrow', width: 2, apply: x => x })
const known = [tokenize, encode, sum, same, narrow, router, dotLoss]
const [first, second] = pairs.columns.map(([name]) => name) as [string, string]
const routed = { [first]: 'query', [second]: 'document' } as const
const said = (...stages: Parameters<typeof check>[1]) =>
  check(pairs, [...encoded, sum(), ...stages]).problems.map(({ sentence, path }) => [sentence, path])

test('a text takes the route of its column, then of its role, also within a loss of losses', () => {
  const routing = { columns: { a: 'document' }, default: 'document' } as const
  const by = (role: string, column = 'other') => routeOf({ role, column }, routing)
  assert.equal(
    ['anchor', 'query', '0.anchor', '1.0.query', 'anchor_2'].map(role => by(role)),
    Array(5).fill('query'),
  )
  assert.equal(
    ['positive', 'negative_3', 'document', '2.negative_2'].map(role => by(role)),
    Array(4).fill('document'),
  )
  assert.is(by('anchor', 'a'), 'document')
  assert.is(by('sentence1'), undefined)
  assert.is(by('toString', 'constructor'), undefined)
})

test('whatever is wrong with both routes is said at once, each at its place', () => {
  assert.equal(said(router({ query: [sum()], document: [same(), dotLoss()] } as never)), [
    ['pool.sum needs token embeddings: a pooling stands before it already', ['stages', 3, 'query', 0]],
    ...said(router({ query: [same()], document: [same(), dotLoss()] } as never)),
  ])
  assert.equal(
    said(router({ query: [narrow()], document: [], columns: { nothing: 'query' } })).map(([each]) => each),
    [
      'router: query gives width 2 and document 32, and both are compared: make them as wide',
      `router has a route for nothing, which is no text of pairs: it has ${pairs.columns.map(([name, kind]) => `${name}: ${typeof kind === 'string' ? kind : 'score<0, 5>'}`).join(', ')}`,
    ],
  )
  assert.equal(
    said(router({ query: [same()], document: [], columns: { [first]: 'both' } } as never)).map(([each]) => each),
    [`router: columns is {"${first}":"both"}, it should be an object with query or document for each column`],
  )
})

test('it is written as a file and read again, with fragments opened', () => {
  const made = check(pairs, [
    ...encoded,
    sum(),
    router({ query: [fragment(same(), narrow())], document: [narrow()], columns: routed }),
  ])
  assert.equal(made.problems, [])
  const json = toJson(made)
  assert.equal(json.stages.at(-1), {
    stage: 'router',
    query: [{ stage: 'pool.same' }, { stage: 'pool.narrow' }],
    document: [{ stage: 'pool.narrow' }],
    columns: routed,
  })
  const read = fromJson(known as never, json)
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  assert.equal(toJson(read.right), json)
})

test('an alternative in a route may be several stages or none, in programs and in files', () => {
  const varied = router({
    query: [choose(fragment(same(), narrow(), narrow()), narrow(), fragment(narrow()))],
    document: [narrow()],
  })
  const sizes = (stages: Parameters<typeof pointsOf>[0]) =>
    pointsOf(stages).map(point => (point.stages.at(-1)!.stage.settings as { query: unknown[] }).query.length)
  assert.equal(sizes([varied]), [3, 1, 1])
  const swept = grid(check(pairs, [...encoded, sum(), varied]))
  const read = experimentFromJson(known as never, experimentToJson(swept))
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('; '))
  assert.equal(sizes((read.right as typeof swept).of.stages), [3, 1, 1])
})

test.run()

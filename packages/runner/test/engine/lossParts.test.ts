// What a loss is the sum of: told with every step, the same by every way of computing it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Data, tasks } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { resultText } from '../../src/cli/resultText.js'
import type { EngineName } from '../../src/engine/engine.js'
import { tagged } from '../../src/report/tensorBoard/tags.js'
import { explain } from '../../src/run/explain/explain.js'
import { numbersApart } from '../../src/run/reproduce/difference.js'
import { run } from '../../src/run/run.js'
import type { RunResult } from '../../src/run/runResult.js'
import { opened as isThere } from '../models/engines.js'
import { opened } from '../opened.js'
import { cosine, folder, head, labelled, made, pairs, remove, type StageJson, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))

const written = (stage: object) => stage as StageJson

interface Way {
  readonly engine: EngineName
  readonly eager?: boolean
}
const ways: readonly Way[] = [
  ...((await isThere('native')) ? ([{ engine: 'native' }, { engine: 'native', eager: true }] as const) : []),
  { engine: 'wasm' },
]

interface Step {
  readonly loss: number
  readonly parts?: Readonly<Record<string, number>>
  readonly task?: string
}
const trained = async (stages: readonly StageJson[], data: Data, way: Way) => {
  const steps: Step[] = []
  const result = opened(
    await run(made([...head, ...stages], data), {
      ...way,
      base,
      runs: base,
      report: event => event.event === 'step' && steps.push(event),
    })(),
  )
  return { result, steps }
}
const lines = ({ folder }: RunResult) =>
  readFileSync(join(folder, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Step)
    .filter(({ loss }) => loss !== undefined)

const addUp = ({ loss, parts = {} }: Step): void => {
  const sum = Object.values(parts).reduce((sum, each) => sum + each, 0)
  assert.ok(Math.abs(sum - loss) <= 2e-6 * Math.max(1, Math.abs(loss)), `${JSON.stringify(parts)} is not ${loss}`)
}
const near = (found: Step, expected: Step): void => {
  assert.equal(Object.keys(found.parts ?? {}), Object.keys(expected.parts ?? {}))
  for (const [name, value] of Object.entries(found.parts ?? {}))
    assert.ok(Math.abs(value - expected.parts![name]!) < 1e-4, `${name}: ${value}, ${expected.parts![name]}`)
}

const ranking = {
  stage: 'loss.multipleNegativesRanking',
  columns: { anchor: 'sentence1', positive: 'sentence2' },
}
const spread = {
  stage: 'loss.globalOrthogonalRegularization',
  columns: { text: ['sentence1', 'sentence2'] },
  secondMomentWeight: 0.5,
}
const several = {
  stage: 'loss.sum',
  losses: [cosine, { stage: 'loss.cosent' }, spread, { stage: 'loss.cosent', scale: 2 }],
  weights: [2, 0.5, 3, 1],
}
const ofSeveral = ['cosineSimilarity', 'cosent', 'gor_mean', 'gor_second_moment', 'cosent_2']
const matryoshka = { stage: 'loss.matryoshka', dims: [8, 4, 2], weights: [1, 0.5, 2], loss: ranking }
const dims = ['dim_8', 'dim_4', 'dim_2']
const adaptive = { stage: 'loss.adaptiveLayer', loss: matryoshka }
const inParts = { miniBatchSize: 3 }
const accumulated = { accumulate: 2 }

const cases: readonly (readonly [name: string, loss: object, names: readonly string[], settings: readonly object[]])[] =
  [
    ['two values of a batch', spread, ['gor_mean', 'gor_second_moment'], [{}]],
    ['a sum tells its losses, or theirs, by names of their own', several, ofSeveral, [{}, accumulated, inParts]],
    ['each length', matryoshka, dims, [{}, { ...inParts, ...accumulated }]],
    ['lengths that are drawn', { ...matryoshka, dimsPerStep: 2 }, dims, [{}, inParts]],
    [
      'a sum at each length',
      { stage: 'loss.matryoshka', dims: [8, 2], loss: several },
      ['dim_8', 'dim_2'].flatMap(dim => ofSeveral.map(name => `${dim}.${name}`)),
      [{}],
    ],
    [
      'earlier layers',
      adaptive,
      [...['last', 'earlier'].flatMap(layer => dims.map(dim => `${layer}.${dim}`)), 'divergence'],
      [{}, accumulated],
    ],
  ]

for (const [name, loss, names, all] of cases)
  for (const settings of all)
    test(`${name}, ${JSON.stringify(settings)}: parts add up to the loss, and every way tells the same`, async () => {
      const stages = [written(loss), training({ epochs: 1, dropout: 0.1, ...settings })]
      const found = []
      for (const way of ways) found.push(await trained(stages, pairs, way))
      for (const { steps, result } of found) {
        assert.ok(steps.length > 1)
        for (const [i, step] of steps.entries()) {
          assert.equal(Object.keys(step.parts!), names)
          addUp(step)
          near(step, found[0]!.steps[i]!)
        }
        assert.equal(
          lines(result).map(({ parts }) => parts),
          steps.map(({ parts }) => parts),
        )
        assert.equal(result.parts, steps.at(-1)!.parts)
      }
    })

test('of lengths that are drawn only those of the step are more than 0', async () => {
  const stages = [written({ ...matryoshka, dimsPerStep: 1 }), training({ epochs: 2 })]
  const { steps } = await trained(stages, pairs, ways[0]!)
  const drawn = steps.map(({ parts }) => Object.entries(parts!).flatMap(([dim, value]) => (value === 0 ? [] : [dim])))
  for (const each of drawn) assert.is(each.length, 1)
  assert.ok(new Set(drawn.flat()).size > 1)
})

test('of several data sets parts go by the name of the one that the step has', async () => {
  const both = tasks(labelled, pairs) as Data
  const losses = { labelled: { stage: 'loss.softmax' }, pairs: several }
  const stages = (sampling: string, settings: object = {}) => [
    written({ stage: 'multitask', losses, sampling }),
    training({ epochs: 1, ...settings }),
  ]
  const named = ofSeveral.map(name => `pairs.${name}`)
  for (const way of ways) {
    const { steps, result } = await trained(stages('proportional'), both, way)
    for (const step of steps) {
      assert.equal(Object.keys(step.parts ?? {}), step.task === 'pairs' ? named : [])
      if (step.task === 'pairs') addUp(step)
    }
    assert.equal(Object.keys(result.parts!), named)
    // Where a step has batches of both, a loss without parts is one.
    const together = await trained(stages('round-robin', { accumulate: 2 }), both, way)
    const mixed = together.steps.filter(({ task }) => task!.includes('+'))
    assert.ok(mixed.length > 0)
    for (const step of mixed) {
      assert.equal(Object.keys(step.parts!).sort(), ['labelled', ...named].sort())
      addUp(step)
    }
  }
})

test('a loss that tells no parts has none, and nothing is said of them', async () => {
  const { steps, result } = await trained([cosine, training({ epochs: 1 })], pairs, ways[0]!)
  for (const step of [...steps, ...lines(result), result]) assert.not('parts' in step)
  assert.not.match(resultText(result), /parts/)
})

test('TensorBoard draws each part, and a second run is compared by them, too', () => {
  const step = { event: 'step', step: 3, total: 4, epoch: 0, loss: 0.5, rate: 0, norm: 1 } as const
  const counts = { rows: 8, tokens: 64, padded: 4 }
  const tags = tagged({ ...step, ...counts, parts: { last: 0.375, earlier: 0.125 } })!
  assert.equal([tags['train/loss'], tags['train/parts/last'], tags['train/parts/earlier']], [0.5, 0.375, 0.125])
  const line = (earlier: number) => [{ step: 3, loss: 0.5, parts: { last: 0.375, earlier } }]
  assert.equal(numbersApart(line(0.125), line(0.25)), { difference: 0.125, of: 'parts.earlier of step 3' })
})

test('the end of a run and explain name parts', async () => {
  const stages = [written(matryoshka), training({ epochs: 1 })]
  const { result } = await trained(stages, pairs, ways[0]!)
  assert.match(resultText(result), /^parts of the last loss: dim_8 \d+\.\d{4}, dim_4 \d+\.\d{4}, dim_2 \d+\.\d{4}$/m)
  const { explanation } = opened(await explain(made([...head, ...stages]), { ...ways[0]!, base })())
  const flows = explanation.stages.flatMap(({ gives }) => gives.flatMap(({ parts }) => parts ?? []))
  assert.equal(flows, dims)
})

test.run()

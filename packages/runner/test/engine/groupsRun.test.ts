// A run in groups: the model that it leaves is whole, and says what was frozen by being as it was.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { initialise, readEncoder } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { explain } from '../../src/run/explain/explain.js'
import { run } from '../../src/run/run.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import { folder, head, labelled, made, model, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))

const read = readEncoder({ model_type: 'bert', ...model.origin.config })
if (isLeft(read)) throw new Error(read.left[0]!.sentence)
const encoder = read.right
const fresh = initialise(encoder, model.origin.seed)

const parameters = ['embeddings', 'encoder.layer.0.attention.self.query']
const rates = [
  ['encoder.layer.0.attention', 5e-4],
  ['head', 1e-2],
]
const grouped = made(
  [
    ...head,
    { stage: 'loss.softmax' },
    { stage: 'freeze', parameters },
    { stage: 'evaluate.labels', on: 'dev' },
    training({ rates, weightDecay: 0.1, warmup: 0 }),
  ],
  labelled,
)

for (const eager of [false, true])
  test(`all weights are saved, the frozen ones bit for bit as they were; ${eager ? 'operation by operation' : 'as the engine computes'}`, async () => {
    const ended = await run(grouped, { base, out: join(base, `eager-${eager}`), eager })()
    if (isLeft(ended)) throw new Error(ended.left.map(({ sentence }) => sentence).join('\n'))
    const { folder: out, model: saved } = ended.right
    const tensors = await readSafetensors(join(saved!, 'model.safetensors'))()
    if (isLeft(tensors)) throw new Error(tensors.left[0]!.sentence)
    assert.equal([...tensors.right.keys()].sort(), Object.keys(encoder.parameters).sort())
    const still = [...tensors.right].filter(([name, { values }]) =>
      values.every((value, i) => Object.is(value, fresh[name]!.values[i])),
    )
    assert.equal(
      still.map(([name]) => name).sort(),
      Object.keys(encoder.parameters)
        .filter(name => parameters.some(path => name.startsWith(path)))
        .sort(),
    )
    const { pipeline } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))
    assert.equal(
      pipeline.stages.find(({ stage }: { stage: string }) => stage === 'freeze'),
      { stage: 'freeze', parameters },
    )
    assert.equal(pipeline.stages.at(-1).rates, rates)
  })

test('modules are named by their stage: the encoder stays and a dense layer learns, or one of two learns', async () => {
  const layered = (parameters: readonly string[]) =>
    made(
      [
        ...head,
        { stage: 'pool.dense', width: 6 },
        { stage: 'pool.dense', width: 5 },
        { stage: 'loss.softmax' },
        { stage: 'freeze', parameters },
        training({ warmup: 0 }),
      ],
      labelled,
    )
  const saved = async (parameters: readonly string[], eager: boolean) => {
    const out = join(base, `layered-${parameters.join('-')}-${eager}`)
    const ended = await run(layered(parameters), { base, out, eager })()
    if (isLeft(ended)) throw new Error(ended.left.map(({ sentence }) => sentence).join('\n'))
    const files = ['model.safetensors', '2_Dense/model.safetensors', '3_Dense/model.safetensors']
    const read = await Promise.all(files.map(file => readSafetensors(join(ended.right.model!, file))()))
    return read.map(each => {
      if (isLeft(each)) throw new Error(each.left[0]!.sentence)
      return JSON.stringify([...each.right].map(([name, { values }]) => [name, ...values]))
    })
  }
  for (const eager of [false, true]) {
    const [encoderStays, encoderLearns] = [
      await saved(['embeddings', 'encoder'], eager),
      await saved(['pool.dense'], eager),
    ]
    const secondStays = await saved(['pool.dense.2'], eager)
    const same = (a: readonly string[], b: readonly string[]) => a.map((each, i) => each === b[i])
    assert.equal(same(encoderStays, encoderLearns), [false, false, false])
    // Where all of pool.dense stays, so does the second one; where that alone stays, the first one learns.
    assert.equal(same(encoderLearns, secondStays), [false, false, true])
  }
  const refused = await run(layered(['pool.dens.linear']), { base, out: join(base, 'layered') })()
  assert.equal(isLeft(refused) && refused.left.map(({ sentence }) => sentence), [
    "freeze: tiny has no parameter pool.dens.linear. Did you mean 'pool.dense.linear'?",
  ])
  const nothing = ['embeddings', 'encoder', 'head', 'pool.dense']
  const still = await run(layered(nothing), { base, out: join(base, 'layered') })()
  assert.equal(isLeft(still) && still.left.map(({ sentence }) => sentence), [
    'freeze leaves nothing to train: name fewer parameters',
  ])
})

test('explain says what is frozen, and at which rates the rest is trained', async () => {
  const found = await explain(grouped, { base })()
  if (isLeft(found)) throw new Error(found.left[0]!.sentence)
  const is = Object.fromEntries(found.right.explanation.decided.map(({ what, is }) => [what, is]))
  // 18 tokens, 16 positions and 2 segments of 8, and a norm; a query of 8 × 8 and 8. Beside them key, value, output, norms, the wide layer, the head.
  const still = (18 + 16 + 2 + 2) * 8 + 72
  const all = still + 3 * 72 + 2 * 16 + (8 * 16 + 16) + (16 * 8 + 8) + (3 * 24 + 3)
  assert.is(is.frozen, `${still} of ${all} numbers: embeddings, encoder.layer.0.attention.self.query`)
  assert.is(is.rates, '5e-4 for encoder.layer.0.attention, 0.01 for head, 1e-3 for the rest')
  assert.equal(found.right.explanation.untrained, [])
  const trained = found.right.explanation.stages.map(({ stage, parameters, trained }) => [stage, parameters, trained])
  assert.equal(trained.slice(1, 4), [
    ['encode', all - 75, all - 75 - still],
    ['pool.mean', 0, 0],
    ['loss.softmax', 75, 75],
  ])
})

test('a path of no parameter is refused before anything is computed', async () => {
  const stages = [...head, { stage: 'loss.softmax' }, { stage: 'freeze', parameters: ['encoder.layers'] }, training()]
  const ended = await run(made(stages, labelled), { base })()
  assert.ok(isLeft(ended))
  assert.equal(ended.left, [
    {
      sentence: "freeze: tiny has no parameter encoder.layers. Did you mean 'encoder.layer'?",
      stage: 'freeze',
      place: 'stages[4]',
    },
  ])
})

test.run()

import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Data, defineLoss, definePooling, fromJson, type PipelineJson, tasks } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Batch, dispose } from '../../src/compute/batch.js'
import { load } from '../../src/encode/load.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { planOf } from '../../src/plan.js'
import { openComputing } from '../../src/run/openComputing.js'
import { openPlan } from '../../src/run/openPlan.js'
import { resume } from '../../src/run/resume.js'
import { type RunOptions, run } from '../../src/run/run.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import type { StepperState } from '../../src/train/stepper.js'
import { vocabulary } from '../../src/vocabulary.js'
import { opened } from '../opened.js'
import {
  cosine,
  folder,
  head,
  json,
  labelled,
  model,
  pairs,
  remove,
  sentence,
  tokenizerJson,
  training,
} from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const engine = opened(await openEngine()()).name
const ways = runsGraphs() ? [false, true] : [true]
const wayName = (eager: boolean) => (eager ? 'operation by operation' : 'as a graph')

/** 1 / (tokens − 8), summed: infinite for a text of eight tokens, as a sentence of six words is. */
const overEight = definePooling({
  name: 'own.overEight',
  about: 'Infinite for eight tokens',
  apply: ({ tokens, mask }) =>
    tf.div(
      tf.sum(tf.mul(tokens, tf.expandDims(mask, 2)), 1),
      tf.expandDims(tf.sub(tf.sum(mask, 1), 8), 1),
    ) as tf.Tensor2D,
})
/** √max(x, 0) of a number below 0: the value is 0, its gradient 0 / 0. */
const root = defineLoss({
  name: 'own.root',
  about: 'Its gradient is none',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  apply: ({ sentence1, sentence2, score }) =>
    tf.add(
      tf.sum(tf.mul(sentence1, sentence2), 1),
      tf.sqrt(tf.relu(tf.sub(tf.sum(tf.square(tf.mul(sentence1, 0)), 1), score))),
    ),
})
/** The same by its own weight alone. */
const rootOfOwn = defineLoss({
  name: 'own.rootOfOwn',
  about: 'The gradient of its own weight is none',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  weights: () => ({ 'own.weight': [1] }),
  apply: ({ sentence1, sentence2 }, _, { 'own.weight': own }) =>
    tf.add(tf.sum(tf.mul(sentence1, sentence2), 1), tf.sqrt(tf.relu(tf.mul(tf.square(own!), -1)))),
})
/** It has a weight of its own, and reads a score. */
const scaled = defineLoss({
  name: 'own.scaled',
  about: 'A product by a score and a weight',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  weights: () => ({ 'own.weight': [1] }),
  apply: ({ sentence1, sentence2, score }, _, { 'own.weight': own }) =>
    tf.mul(tf.mul(tf.sum(tf.mul(sentence1, sentence2), 1), score), tf.add(own!, 1)),
})
const own = [overEight, root, rootOfOwn, scaled]
const made = (stages: PipelineJson['stages'], data?: Data) =>
  opened(fromJson([...vocabulary, ...own], json(stages, data)))

const numbers = ({ weights, head, moments, own }: StepperState) => {
  const all = Object.entries({ ...weights, ...head, ...moments }).map(([name, each]) => [name, [...each.dataSync()]])
  tf.dispose([weights, head, moments].flatMap(each => Object.values(each)))
  return { ...Object.fromEntries(all), own }
}
const withNaN = (batch: Batch): Batch => ({
  ...batch,
  labels: Object.fromEntries(
    Object.entries(batch.labels).map(([role, label]) => {
      const values = label.dataSync().slice().fill(Number.NaN, 1, 2)
      return [role, tf.tensor(values, label.shape, 'float32')]
    }),
  ),
})

/** What a stepper holds and says after two steps, between which `spoilt` may stand. */
const stepped = async (
  stages: PipelineJson['stages'],
  data: Data | undefined,
  eager: boolean,
  spoilt: boolean,
  spoil: (batch: Batch) => Batch,
) => {
  const open = opened(await openPlan(opened(planOf(made(stages, data))), { base, engine })())
  const computing = opened(await openComputing(open, { eager }))
  const { stepper, source, settings } = computing.training!
  const turns = source.batches(0)
  const batches = (from: number) =>
    Promise.all(
      turns.slice(from, from + settings.accumulate).map(async turn => source.collate(turn, await source.read(turn))),
    )
  const step = async (number: number, change: (batch: Batch, i: number) => Batch) => {
    const read = await batches(number * settings.accumulate)
    const changed = read.map(change)
    const out = stepper.step({ batches: changed, rate: 0.01, step: number })
    dispose([...read, ...changed])
    return out
  }
  const first = await step(0, batch => batch)
  const before = numbers(stepper.state())
  if (spoilt) {
    const { finite } = await step(1, (batch, i) => (i === settings.accumulate - 1 ? spoil(batch) : batch))
    assert.is(finite, false)
    assert.equal(numbers(stepper.state()), before, 'nothing is changed')
  }
  const second = await step(1, batch => batch)
  assert.ok(first.finite && second.finite)
  const after = numbers(stepper.state())
  assert.not.equal(after, before)
  computing.close()
  await open.close()
  return { first, second, after }
}

const two = { stage: 'multitask', losses: { labelled: { stage: 'loss.softmax' }, pairs: cosine } } as const
const others = { ...pairs, data: 'others' }
const bothHeads = {
  stage: 'multitask',
  losses: { pairs: { stage: 'own.scaled' }, others: { stage: 'own.scaled' } },
} as const
const kinds: readonly (readonly [what: string, stages: PipelineJson['stages'], data?: Data])[] = [
  ['AdamW with decay', [cosine, training({ weightDecay: 0.1, dropout: 0.1 })]],
  ['summed batches', [cosine, training({ accumulate: 2, batchSize: 4, weightDecay: 0.1 })]],
  ['gradients that are kept', [cosine, training({ miniBatchSize: 3 })]],
  ['the largest moments', [cosine, training({ optimizer: { stage: 'optimizer.adam', divideBy: 'largest' } })]],
  ['momentum', [cosine, training({ optimizer: { stage: 'optimizer.sgd', momentum: 0.9 } })]],
  ['a running sum that looks ahead', [cosine, training({ optimizer: { stage: 'optimizer.nesterov', momentum: 0.9 } })]],
  ['squares', [cosine, training({ optimizer: { stage: 'optimizer.adagrad' } })]],
  ['two tasks', [two, training({ batchSize: 4 })], tasks(labelled, pairs) as Data],
  ['summed batches of two heads', [bothHeads, training({ accumulate: 3, batchSize: 4 })], tasks(pairs, others) as Data],
]
for (const eager of ways)
  for (const [what, stages, data] of kinds)
    test(`a step that is not finite changes nothing, and the next is as if it had not been: ${what}, ${wayName(eager)}`, async () => {
      const before = tf.memory().numTensors
      const all = [...head, ...stages]
      assert.equal(
        await stepped(all, data, eager, true, withNaN),
        await stepped(all, data, eager, false, batch => batch),
      )
      assert.is(tf.memory().numTensors, before)
    })

/** All texts but that of row 17 have three words. */
const oneLong: Data = {
  ...pairs,
  origin: {
    rows: {
      train: Array.from({ length: 22 }, (_, i) => ({
        sentence1: sentence(i, 3),
        sentence2: sentence(i + 1, i === 16 ? 6 : 3),
        score: i % 6,
      })),
    },
  },
} as Data
const [tokenized, encoded] = head as [PipelineJson['stages'][number], PipelineJson['stages'][number]]

let runs = 0
/** What ends a run, and its steps before. */
const ended = async (stages: PipelineJson['stages'], data: Data, eager: boolean, more: RunOptions = {}) => {
  const out = join(base, `run-${++runs}`)
  let steps = 0
  const before = tf.memory().numTensors
  const report = (event: { readonly event: string }) => {
    if (event.event === 'step') steps++
  }
  const result = await run(made([tokenized, encoded, ...stages], data), { engine, base, out, eager, report, ...more })()
  assert.is(tf.memory().numTensors, before)
  assert.ok(isLeft(result))
  return { said: result.left[0]!.sentence, all: result.left, steps, out }
}

for (const eager of ways) {
  for (const settings of [{}, { miniBatchSize: 3 }, { accumulate: 2, batchSize: 4 }, { dropout: 0.2 }])
    test(`the stage, the row and its text are named: ${JSON.stringify(settings)}, ${wayName(eager)}`, async () => {
      const stages = [{ stage: 'own.overEight' }, cosine, training({ batchSize: 4, seed: 3, ...settings })]
      const { said, all, steps, out } = await ended(stages, oneLong, eager)
      assert.is(all.length, 1)
      assert.ok(steps > 0)
      assert.match(
        said,
        new RegExp(`at step ${steps + 1}; the first number that is not finite comes from own.overEight`),
      )
      assert.ok(said.includes(`(row 17, sentence2 "${sentence(17, 6)}")`), said)
      assert.match(said, /the step is not taken; it has rows (\d+, )+\d+ of the training split: lower learningRate/)
      assert.ok(said.includes(`siamese add model ${join(out, `model-of-step-${steps}`)} --as step${steps})`), said)
      assert.match(said, new RegExp(`goes on from the checkpoint of step ${steps}, to the same numbers unless`))
      const again = await resume(out, { stages: own })()
      assert.ok(isLeft(again))
      assert.is(again.left.length, 1)
      assert.is(again.left[0]!.sentence, said, 'it meets the same numbers')
      const kept = join(out, 'checkpoints', `step-${String(steps).padStart(8, '0')}`, 'weights.safetensors')
      const weights = opened(await readSafetensors(kept)())
      assert.ok([...weights.values()].every(({ values }) => values.every(Number.isFinite)))
      const model = await load(join(out, `model-of-step-${steps}`), { engine, stages: own })
      assert.is((await model.encode(['a dog runs'])).length, 1)
      model.dispose()
    })
  test(`a step that leaves weights which are none ends the run where a checkpoint is due, ${wayName(eager)}`, async () => {
    // The first step has rate 0; 1e39 is beyond float32.
    const stages = [head[2]!, cosine, training({ learningRate: 1e39 })]
    const { said, all, steps, out } = await ended(stages, pairs, eager, { checkpointEvery: 1 })
    assert.equal([all.length, steps], [1, 2])
    assert.match(
      said,
      /^step 2 left numbers that are not finite in \S+, and in \d+ more, and no checkpoint of it is kept/,
    )
    assert.match(said, /siamese resume \S+ goes on from the checkpoint of step 1, to the same numbers unless/)
    assert.equal(readdirSync(join(out, 'checkpoints')), ['step-00000001'])
    assert.not.ok(existsSync(join(out, 'model')) || existsSync(join(out, 'model-of-step-2')))
  })
  test(`the last step's weights are looked at, too, before a model is made of them, ${wayName(eager)}`, async () => {
    const stages = [head[2]!, cosine, training({ learningRate: 1e39, epochs: undefined, steps: 2 })]
    const { said, out } = await ended(stages, pairs, eager)
    assert.match(said, /^step 2 left numbers that are not finite/)
    assert.not.ok(existsSync(join(out, 'model')))
  })
  test(`of a loss that is finite the stage of the gradient is named, ${wayName(eager)}`, async () => {
    const { said, out } = await ended([head[2]!, { stage: 'own.root' }, training()], oneLong, eager)
    assert.match(said, /at step 1; the loss is finite, and the first gradient that is not comes from own.root/)
    assert.match(said, /no step was taken before it, so learningRate is not the cause/)
    assert.equal(existsSync(join(out, 'checkpoints')), false)
  })
  test(`a gradient of the loss's own weight counts, which the norm does not, ${wayName(eager)}`, async () => {
    const { said } = await ended([head[2]!, { stage: 'own.rootOfOwn' }, training()], oneLong, eager)
    assert.match(said, /the gradient's norm \d/)
    assert.match(said, /gradient that is not comes from own.rootOfOwn, on the way to head\/own.weight/)
  })
}

test('a text without tokens, of which there is no largest value, is said to be the cause', async () => {
  const tokenizer = 'bare.json'
  writeFileSync(join(base, tokenizer), JSON.stringify({ ...tokenizerJson, post_processor: null }))
  const data = {
    ...pairs,
    origin: {
      rows: {
        train: [3, 4, 5].map(n => ({ sentence1: sentence(n), sentence2: n === 4 ? '\u0007' : 'a dog', score: 1 })),
      },
    },
  }
  const stages = [tokenized, encoded, { stage: 'pool.max' }, { stage: 'pool.normalize' }, cosine, training()]
  const pipeline = opened(
    fromJson(vocabulary, {
      ...json(stages, data as Data),
      models: { tiny: { ...model, origin: { ...model.origin, tokenizer } } },
    }),
  )
  const result = await run(pipeline, { engine, base, out: join(base, 'bare') })()
  assert.ok(isLeft(result))
  assert.match(
    result.left[0]!.sentence,
    /at step 1; the first number that is not finite comes from pool.max \(row 2, sentence2 "\\u0007", a text without tokens\); .*: leave that row out, or pool by/,
  )
})

test('a label and a weight that are no numbers are named', async () => {
  const stages = [...head, cosine, training()]
  const open = opened(await openPlan(opened(planOf(made(stages))), { base, engine })())
  const computing = opened(await openComputing(open, {}))
  const { stepper, source, search } = computing.training!
  const [turn] = source.batches(0)
  const batch = source.collate(turn!, await source.read(turn!))
  const spoilt = withNaN(batch)
  assert.equal(search!({ batches: [batch, spoilt], step: 0 }), {
    first: { what: 'label', role: 'score', place: { row: 1 } },
    batch: 1,
    parameters: [],
  })
  const { weights, head: none } = stepper.parameters()
  const name = 'encoder.layer.0.output.dense.bias'
  const broken = tf.tensor1d([...weights[name]!.dataSync().slice(1), Number.NaN])
  weights[name]!.dispose()
  stepper.assign({ weights: { ...weights, [name]: broken }, head: none })
  const { first, parameters } = search!({ batches: [batch], step: 0 })!
  assert.equal([first!.what, parameters], ['output', [name]])
  assert.is((first as { readonly stage: string }).stage, 'encode')
  assert.is((first as { readonly parameter: string }).parameter, name)
  dispose([batch, spoilt])
  computing.close()
  await open.close()
})

test.run()

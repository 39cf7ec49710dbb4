import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Data, tasks } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { explanationText } from '../../src/cli/explanationText.js'
import { profileText } from '../../src/cli/profileText.js'
import { dispose } from '../../src/compute/batch.js'
import { disposeParameters, type Parameters } from '../../src/compute/parameters.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { planOf } from '../../src/plan.js'
import { evaluatePipeline } from '../../src/run/evaluatePipeline.js'
import { explain } from '../../src/run/explain/explain.js'
import { openComputing } from '../../src/run/openComputing.js'
import { openPlan } from '../../src/run/openPlan.js'
import { profile } from '../../src/run/profile.js'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import { opened as orThrow } from '../opened.js'
import { cosine, folder, head, labelled, made, pairs, remove, type StageJson, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const { name: engine } = orThrow(await openEngine()())

const both = tasks(labelled, pairs) as Data
const others = tasks(labelled, pairs, { ...labelled, data: 'others' }) as Data
const softmax = { stage: 'loss.softmax' }
const multitask = (losses: object, more: object = {}) => ({ stage: 'multitask', losses, ...more })
const two = multitask({ labelled: softmax, pairs: cosine })
const three = (sampling: string) => multitask({ labelled: softmax, pairs: cosine, others: softmax }, { sampling })

const trained = async (data: Data, stages: readonly StageJson[], eager: boolean) => {
  const plan = orThrow(planOf(made([...head, ...stages], data)))
  const opened = orThrow(await openPlan(plan, { engine, base })())
  const computing = orThrow(await openComputing(opened, { eager }))
  const close = async () => {
    computing.close()
    await opened.close()
  }
  return { training: computing.training!, forward: computing.forward, close }
}
const numbersOf = ({ weights, head }: Parameters): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(Object.entries({ ...weights, ...head }).map(([name, each]) => [name, Array.from(each.dataSync())]))
const near = (found: number, expected: number, tolerance: number, what: string) =>
  assert.ok(Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${what}: ${found}, ${expected}`)

if (runsGraphs())
  for (const [sampling, accumulate, weightDecay] of [
    ['proportional', 1, 0],
    ['round-robin', 1, 0.1],
    ['proportional', 3, 0.1],
  ] as const)
    test(`compiled equals eager over two epochs: ${sampling}, ${accumulate} batches a step, decay ${weightDecay}`, async () => {
      const before = tf.memory().numTensors
      const stages = [three(sampling), training({ batchSize: 4, accumulate, weightDecay, dropout: 0.1, clip: 0.5 })]
      const ways = await Promise.all([false, true].map(eager => trained(others, stages, eager)))
      const [compiled, eager] = ways
      assert.equal(compiled!.training.untrained, eager!.training.untrained)
      const { source } = compiled!.training
      const turns = [0, 1].flatMap(source.batches)
      let step = 0
      for (let from = 0; from < turns.length; from += accumulate, step++) {
        const group = turns.slice(from, from + accumulate)
        const rows = await Promise.all(group.map(source.read))
        const [a, b] = ways.map(({ training }) => {
          const batches = group.map((turn, i) => training.source.collate(turn, rows[i]!))
          const out = training.stepper.step({ batches, rate: 0.01, step })
          dispose(batches)
          return out
        })
        for (const [i, loss] of a!.losses.entries()) near(loss, b!.losses[i]!, 1e-4, `loss ${i} of step ${step}`)
        near(a!.norm, b!.norm, 1e-3, `gradient norm of step ${step}`)
      }
      const [found, expected] = ways.map(({ training }) => {
        const parameters = training.stepper.parameters()
        const numbers = numbersOf(parameters)
        disposeParameters(parameters)
        return numbers
      })
      assert.equal(Object.keys(found!), Object.keys(expected!))
      assert.ok('others.classifier.weight' in found!)
      for (const [name, numbers] of Object.entries(found!))
        for (const [i, number] of numbers.entries()) near(number, expected![name]![i]!, 2e-3, `number ${i} of ${name}`)
      for (const turn of source.sets.map((_, set) => ({ set, rows: [0, 1, 2] }))) {
        const rows = await source.read(turn)
        const [losses, classes] = ways.map(({ forward }) => {
          const batch = source.collate(turn, rows)
          const made = [forward.losses(batch), ...(batch.task === 'pairs' ? [] : [forward.predictions(batch)])]
          const numbers = made.map(each => Array.from(each.dataSync()))
          tf.dispose(made)
          dispose([batch])
          return numbers
        })
        losses!.forEach((each, i) =>
          each.forEach((number, row) => near(number, classes![i]![row]!, 2e-3, `task ${turn.set}`)),
        )
      }
      for (const way of ways) await way.close()
      assert.is(tf.memory().numTensors, before)
    })

let runs = 0
const ran = async (data: Data, stages: readonly StageJson[], options: object = {}) => {
  const out = join(base, `run-${++runs}`)
  const events: RunEvent[] = []
  const report = (event: RunEvent) => events.push(event)
  const result = orThrow(await run(made([...head, ...stages], data), { engine, base, out, report, ...options })())
  const json = (path: string) => JSON.parse(readFileSync(join(out, path), 'utf8'))
  const lines = readFileSync(join(out, 'metrics.jsonl'), 'utf8').trimEnd().split('\n')
  return { result, events, json, out, lines: lines.map(line => JSON.parse(line)) }
}
const scoring = [
  { stage: 'evaluate.similarity', on: 'pairs.dev' },
  { stage: 'evaluate.labels', on: 'labelled.dev' },
  { stage: 'evaluate.loss', on: 'labelled.dev' },
  { stage: 'evaluate.loss', on: 'pairs.dev' },
  { stage: 'evaluate.similarity', on: 'pairs.test' },
]

test('a run evaluates every data set, tells whose step it was, and saves each head under its name', async () => {
  const { result, json, lines, out } = await ran(both, [
    two,
    ...scoring,
    training({ epochs: 2, best: 'pairs.dev.spearman_cosine' }),
  ])
  assert.equal(Object.keys(result.before), [
    'pairs.dev.pearson_cosine',
    'pairs.dev.spearman_cosine',
    'labelled.dev.accuracy',
    'labelled.dev.loss',
    'pairs.dev.loss',
    'pairs.test.pearson_cosine',
    'pairs.test.spearman_cosine',
  ])
  // 22 rows each in batches of 8: three batches of each data set in each of two epochs.
  const steps = lines.filter(({ loss }) => loss !== undefined)
  assert.is(result.steps, 12)
  assert.equal(
    ['labelled', 'pairs'].map(task => steps.filter(step => step.task === task).length),
    [6, 6],
  )
  const watched = lines.filter(line => 'pairs.dev.spearman_cosine' in line && !line.trained && line.step > 0)
  assert.equal(
    watched.map(line => [line.step, 'pairs.test.spearman_cosine' in line, 'labelled.dev.loss' in line]),
    [
      [6, false, false],
      [12, false, false],
    ],
  )
  const { hashes, computing, pipeline } = json('manifest.json')
  assert.equal(Object.keys(hashes.data), ['labelled.train', 'pairs.train', 'pairs.dev', 'labelled.dev', 'pairs.test'])
  assert.equal(computing.attentionGroups, { labelled: 2, pairs: 2 })
  assert.equal(Object.keys(pipeline.stages[3].losses), ['labelled', 'pairs'])
  const config = json('model/head/config.json')
  assert.equal(
    Object.entries<{ stage: string; columns: unknown[] }>(config.tasks).map(([task, { stage, columns }]) => [
      task,
      stage,
      columns.length,
    ]),
    [
      ['labelled', 'loss.softmax', 3],
      ['pairs', 'loss.cosineSimilarity', 3],
    ],
  )
  const saved = orThrow(await readSafetensors(join(out, 'model/head/model.safetensors'))())
  assert.equal([...saved.keys()], ['labelled.classifier.bias', 'labelled.classifier.weight'])
})

/** Of nine rows two that are as similar as rounding tells may change places: that moves a correlation of ranks by some hundredths. */
const toleranceOf = (metric: string): number => (metric.includes('spearman') ? 0.05 : 5e-3)

test('the same run operation by operation', async () => {
  const stages = [two, ...scoring, training({ epochs: 1, dropout: 0 })]
  const [graph, eager] = await Promise.all([{}, { eager: true }].map(options => ran(both, stages, options)))
  for (const [i, line] of graph!.lines.entries())
    for (const [key, value] of Object.entries(line))
      if (typeof value === 'number') near(value, eager!.lines[i]![key], toleranceOf(key), `${key} of line ${i}`)
})

test('a batch of one data set leaves the heads of the others as they were', async () => {
  const { training: made, close } = await trained(others, [three('round-robin'), training({ batchSize: 4 })], false)
  const { source, stepper } = made
  const numbers = () => {
    const parameters = stepper.parameters()
    const all = numbersOf(parameters)
    disposeParameters(parameters)
    return all
  }
  const before = numbers()
  assert.not.equal(before['labelled.classifier.weight'], before['others.classifier.weight'])
  const turn = { set: 2, rows: [0, 1, 2] }
  const batches = [source.collate(turn, await source.read(turn))]
  stepper.step({ batches, rate: 0.01, step: 0 })
  dispose(batches)
  const after = numbers()
  const moved = Object.keys(before).filter(name => String(before[name]) !== String(after[name]))
  assert.ok(moved.includes('others.classifier.bias') && moved.includes('encoder.layer.0.output.dense.weight'))
  assert.not.ok(moved.some(name => name.startsWith('labelled.')))
  await close()
})

test('a loss of a loss is one of a data set, and samplers draw within each', async () => {
  const nested = { stage: 'loss.matryoshka', loss: cosine, dims: [8, 4] }
  const stages = [multitask({ labelled: softmax, pairs: nested }), ...scoring]
  const ways = [{}, { eager: true }].map(options =>
    ran(both, [...stages, training({ epochs: 1, dropout: 0, sampler: 'no duplicates' })], options),
  )
  const [graph, eager] = await Promise.all(ways)
  assert.is(graph!.result.steps, eager!.result.steps)
  assert.ok(graph!.result.steps >= 6)
  for (const [i, line] of graph!.lines.entries())
    if (line.loss !== undefined) {
      near(line.loss, eager!.lines[i]!.loss, 1e-4, `loss of step ${line.step}`)
      assert.is(line.task, eager!.lines[i]!.task)
    }
})

for (const eager of [false, true])
  test(`the head of one data set is frozen by its name, ${eager ? 'operation by operation' : 'compiled'}`, async () => {
    const freeze = { stage: 'freeze', parameters: ['embeddings', 'head.labelled'] }
    const stages = [three('proportional'), freeze, training({ batchSize: 8, accumulate: 2 })]
    const { training: made, close } = await trained(others, stages, eager)
    const { source, stepper } = made
    const numbers = () => {
      const parameters = stepper.parameters()
      const all = numbersOf(parameters)
      disposeParameters(parameters)
      return all
    }
    const before = numbers()
    const turns = source.batches(0)
    for (let step = 0; step < 4; step++) {
      const group = turns.slice(2 * step, 2 * step + 2)
      const batches = await Promise.all(group.map(async turn => source.collate(turn, await source.read(turn))))
      stepper.step({ batches, rate: 0.01, step })
      dispose(batches)
    }
    const after = numbers()
    const still = Object.keys(before).filter(name => String(before[name]) === String(after[name]))
    assert.equal(
      still.filter(name => !name.startsWith('embeddings.')),
      ['labelled.classifier.weight', 'labelled.classifier.bias'],
    )
    assert.is(still.filter(name => name.startsWith('embeddings.')).length, 5)
    assert.equal(made.untrained, [])
    await close()
  })

test('data sets that are evaluated and not trained on', async () => {
  const metrics = orThrow(
    await evaluatePipeline(made([...head, { stage: 'evaluate.similarity', on: 'pairs.dev' }], both), {
      engine,
      base,
    })(),
  )
  const alone = orThrow(
    await evaluatePipeline(made([...head, { stage: 'evaluate.similarity', on: 'dev' }]), { engine, base })(),
  )
  assert.equal(Object.values(metrics), Object.values(alone))
})

test('texts that are cut are counted by data set; a prompt is for a column of all, or of one', async () => {
  const cut = async (prompts: object) => {
    const stages = [two, { stage: 'train', epochs: 1, batchSize: 8, learningRate: 1e-3, prompts }]
    const out = join(base, `run-${++runs}`)
    const json = [{ stage: 'tokenize', model: 'tiny', maxLength: 8 }, ...head.slice(1), ...stages]
    return orThrow(await run(made(json, both), { engine, base, out })()).truncated
  }
  const long = 'a dog runs the '
  assert.equal(await cut({}), {})
  assert.equal(await cut({ 'pairs.sentence1': long }), { 'pairs.train': 22 })
  assert.equal(await cut({ sentence2: long }), { 'labelled.train': 22, 'pairs.train': 22 })
  assert.equal(await cut({ sentence2: long, 'labelled.sentence2': '' }), { 'pairs.train': 22 })
})

test('a loss that is no number names the rows of each data set', async () => {
  const stages = [two, training({ epochs: 1, batchSize: 4, accumulate: 2, learningRate: 1e30, warmup: 0 })]
  const out = join(base, `run-${++runs}`)
  const ended = await run(made([...head, ...stages], both), { engine, base, out })()
  assert.ok(isLeft(ended))
  assert.match(
    ended.left[0]!.sentence,
    /at step 2; the first number that is not finite comes from .*; it has rows (\d+, ){3}\d+ of (labelled|pairs)\.train( and (\d+, ){3}\d+ of (labelled|pairs)\.train)?: lower/,
  )
  assert.not.ok(existsSync(join(out, 'model')))
})

test('explain says what there is of each data set', async () => {
  const read = tasks(labelled, pairs) as Data
  const stages = [two, ...scoring, training({ epochs: 2 })]
  const { explanation } = orThrow(
    await explain(made([...head, ...stages], read), { engine, base, graph: runsGraphs() })(),
  )
  const decided = Object.fromEntries(explanation.decided.map(({ what, is }) => [what, is]))
  assert.is(
    decided.turns,
    '6 batches an epoch, 3 of labelled.train, 3 of pairs.train, in an order drawn in each epoch: all rows of each',
  )
  assert.match(decided.steps!, '12, 6 an epoch')
  assert.is(decided['score of pairs'], 'score<0, 5> is mapped onto 0 to 1')
  assert.ok('attention of labelled' in decided && 'attention of pairs' in decided)
  assert.is(explanation.model.head, 3 * 24 + 3)
  assert.equal(
    explanation.data.map(({ name, columns, splits }) => [
      name,
      columns.length,
      ...splits.map(({ split, rows, trained, evaluated }) => [split, rows, trained, evaluated]),
    ]),
    [
      [
        'labelled',
        3,
        ['labelled.train', 22, true, false],
        ['labelled.dev', 9, false, true],
        ['labelled.test', 7, false, false],
      ],
      ['pairs', 3, ['pairs.train', 22, true, false], ['pairs.dev', 9, false, true], ['pairs.test', 7, false, true]],
    ],
  )
  const stage = explanation.stages.find(({ stage }) => stage === 'multitask')!
  assert.equal(Object.keys(stage.written.losses as object), ['labelled', 'pairs'])
  assert.equal([stage.parameters, stage.trained], [75, 75])
  assert.equal(stage.plays.at(-1), { role: 'pairs.score', column: 'pairs.score' })
  assert.ok(explanation.estimate!.steps === 12 && explanation.estimate!.seconds.training > 0)
  const text = explanationText(explanation)
  assert.match(text, 'data  labelled')
  assert.match(text, 'losses labelled: loss.softmax, pairs: loss.cosineSimilarity,')
  assert.not.match(text, 'NaN')
  if (!runsGraphs()) return
  assert.is(explanation.graph?.entry, 'train:labelled')
  assert.is(explanation.graph?.batches?.all, 12)
  assert.match(text, 'of the 12 batches of the run, of which those of labelled are shown;')
  assert.equal(
    Object.keys(explanation.graph!.entries).filter(entry => entry.includes(':')),
    ['train:labelled', 'train:pairs', 'loss:labelled', 'predict:labelled', 'loss:pairs'],
  )
})

if (runsGraphs())
  for (const accumulate of [1, 2])
    test(`profile measures the data set that has most turns, ${accumulate} batches a step`, async () => {
      const few = {
        ...pairs,
        origin: { rows: { train: [{ sentence1: 'a dog', sentence2: 'a cat', score: 1 }] } },
        splits: ['train'],
      }
      const stages = [multitask({ pairs: cosine, labelled: softmax }), training({ epochs: 2, accumulate })]
      const found = orThrow(await profile(made([...head, ...stages], tasks(few, labelled) as Data), { engine, base })())
      assert.is(found.task, 'labelled')
      assert.ok(found.stages.some(({ stage }) => stage === 'loss.softmax'))
      assert.match(profileText(found), '3 batches of labelled')
    })

test.run()

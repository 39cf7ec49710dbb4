import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Columns, fromJson, type Row, untrained } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { dispose } from '../../src/compute/batch.js'
import { programOf } from '../../src/compute/compiled.js'
import { lossOf } from '../../src/compute/objective.js'
import { disposeParameters } from '../../src/compute/parameters.js'
import { pack } from '../../src/encode/pack.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { type Compiled, compile } from '../../src/graph/compile.js'
import { traceEntry } from '../../src/graph/entry.js'
import { printGraph } from '../../src/graph/graph.js'
import { inStage } from '../../src/graph/inStage.js'
import { record, toTensor } from '../../src/graph/traceBackend.js'
import { traceSizes } from '../../src/graph/traceSizes.js'
import { startOfModules } from '../../src/model/moduleWeights.js'
import { openModel } from '../../src/model/openModel.js'
import { toWeights } from '../../src/model/tensorsOf.js'
import { planOf } from '../../src/plan.js'
import { inMemory } from '../../src/sources/rows.js'
import { collate } from '../../src/train/collate.js'
import { freshHead } from '../../src/train/head.js'
import { type OpenTraining, openTraining } from '../../src/train/openTraining.js'
import { optimizerOf } from '../../src/train/optimizers/optimizerOf.js'
import type { Stepper, StepRule } from '../../src/train/stepper.js'
import { tokensInUse } from '../../src/train/tokensInUse.js'
import { trainingProgram } from '../../src/train/trainingProgram.js'
import { vocabulary } from '../../src/vocabulary.js'
import { small } from '../graph/small.js'
import { opened as orThrow } from '../opened.js'

const data = fileURLToPath(new URL('../../../../examples/quickstart/data/tokenizer.json', import.meta.url))
const model = untrained('tiny', {
  architecture: 'bert',
  config: {
    vocab_size: 1600,
    hidden_size: 16,
    num_hidden_layers: 2,
    num_attention_heads: 2,
    intermediate_size: 24,
    max_position_embeddings: 32,
  },
  tokenizer: './tokenizer.json',
  seed: 3,
})

const pairs: Columns = [
  ['sentence1', 'text'],
  ['sentence2', 'text'],
  ['score', { score: [0, 5] }],
]
const classed: Columns = [
  ['sentence1', 'text'],
  ['sentence2', 'text'],
  ['label', { class: ['a', 'b', 'c'] }],
]
const triplets: Columns = [
  ['anchor', 'text'],
  ['positive', 'text'],
  ['negative', 'text'],
]

/** Batches of other sizes: sixteen rows, one row, very unequal lengths, one word each, all alike. */
const shapes: readonly (readonly string[])[] = [
  Array.from({ length: 16 }, (_, i) => `the cook ${'washes '.repeat(i % 5)}the pan ${i}`),
  ['a dog'],
  ['cat', `the teacher ${'reads and '.repeat(6)}writes`, 'a'],
  ['dog', 'cat', 'pan'],
  ['the same words', 'the same words'],
]
const rowsOf = (columns: Columns, texts: readonly string[]): readonly Row[] =>
  texts.map((text, i) =>
    Object.fromEntries(
      columns.map(([name, kind], column) => [name, kind === 'text' ? `${text} ${'again '.repeat(column)}` : i % 3]),
    ),
  )

const planned = (columns: Columns, stages: readonly object[]) => {
  const read = fromJson(vocabulary, {
    siamese: 2,
    data: { data: 'tiny', columns, splits: ['train'], origin: { rows: { train: rowsOf(columns, shapes[0]!) } } },
    models: { tiny: model },
    stages: [{ stage: 'tokenize', model: 'tiny' }, { stage: 'encode', model: 'tiny' }, ...stages],
  })
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  const plan = planOf(read.right)
  if (isLeft(plan)) throw new Error(plan.left.map(({ sentence }) => sentence).join('\n'))
  return plan.right
}

interface Case {
  readonly columns: Columns
  readonly loss: object
  readonly modules: readonly object[]
}
const cases: readonly (readonly [name: string, Case])[] = [
  ['mean, cosine', { columns: pairs, loss: { stage: 'loss.cosineSimilarity' }, modules: [{ stage: 'pool.mean' }] }],
  [
    'mean, unit length, sigmoid of the cosine, absolute error',
    {
      columns: pairs,
      loss: { stage: 'loss.cosineSimilarity', transform: 'sigmoid', error: 'absolute' },
      modules: [{ stage: 'pool.mean' }, { stage: 'pool.normalize' }],
    },
  ],
  ['cls, softmax', { columns: classed, loss: { stage: 'loss.softmax' }, modules: [{ stage: 'pool.cls' }] }],
  ['max, triplet', { columns: triplets, loss: { stage: 'loss.triplet' }, modules: [{ stage: 'pool.max' }] }],
  [
    'poolings side by side, dense, layer norm, softmax',
    {
      columns: classed,
      loss: { stage: 'loss.softmax' },
      modules: [
        { stage: 'pool.concatenate', of: [{ stage: 'pool.cls' }, { stage: 'pool.mean' }] },
        { stage: 'pool.dropout', rate: 0.1 },
        { stage: 'pool.dense', width: 6 },
        { stage: 'pool.layerNorm' },
      ],
    },
  ],
  ...(['manhattan', 'cosine'] as const).map(
    distance =>
      [
        `mean, triplet by ${distance}`,
        { columns: triplets, loss: { stage: 'loss.triplet', distance }, modules: [{ stage: 'pool.mean' }] },
      ] as const,
  ),
]

/** One case both ways, from the same weights. */
const bothWays = async (
  { columns, loss, modules }: Case,
  dropout: number,
  accumulate: number,
  { weightDecay, apart }: { readonly weightDecay: number; readonly apart: boolean } = {
    weightDecay: 0.1,
    apart: false,
  },
) => {
  const train = { stage: 'train', epochs: 1, learningRate: 0.01, weightDecay, dropout, accumulate, seed: 5 }
  const plan = planned(columns, [...modules, loss, train])
  const rates = { hidden: dropout, attention: dropout }
  const opened = await openModel(model, { base: dirname(data), cacheRoot: '' }, { rates })()
  if (isLeft(opened)) throw new Error(JSON.stringify(opened.left))
  const { tokenizer, encoder } = opened.right
  const sentenceEncoder = { ...plan, encoder, tokenizer }
  const rule: StepRule = {
    ...plan.train!,
    optimizer: optimizerOf(plan.train!.optimizer),
    loss: (weights, head, batch, draw) => lossOf(sentenceEncoder, plan.tasks[0]!, weights, head, batch, draw),
  }
  const start = () => ({
    weights: { ...toWeights(opened.right.weights), ...startOfModules(plan.modules, new Map(), 1) },
    head: freshHead(plan.tasks[0]!, plan.data, plan.width, 1),
  })
  const collation = { loss: plan.tasks[0]!, tokenizer, maxLength: 32, prompts: {}, frozen: [], seed: 1 }
  const inUse = await tokensInUse({
    sets: [{ split: 'train', collation, rows: inMemory(shapes.flatMap(texts => rowsOf(columns, texts))) }],
  })
  const [compiled, eager] = [false, true].map(eager =>
    orThrow(
      openTraining(sentenceEncoder, plan.tasks, { ...rule, accumulate }, start(), {
        precision: 'float32',
        eager,
        ...(apart ? { tokensInUse: inUse! } : {}),
      }),
    ),
  )
  return {
    compiled: compiled!,
    eager: eager!,
    batch: (rows: readonly Row[]) => collate(collation, { rows, vectors: {} }),
  }
}

for (const [name, each] of cases)
  for (const dropout of [0, 0.1])
    for (const accumulate of [1, 2])
      test(`compiled equals eager: ${name}, dropout ${dropout}, ${accumulate} batches a step`, async () => {
        const before = tf.memory().numTensors
        const { compiled, eager, batch } = await bothWays(each, dropout, accumulate)
        const ways: readonly Stepper[] = [compiled.stepper, eager.stepper]
        for (const [step, texts] of shapes.entries()) {
          const [a, b] = ways.map(way => {
            const batches = Array.from({ length: accumulate }, (_, i) => shapes[(step + i) % shapes.length]!).map(
              some => batch(rowsOf(each.columns, some)),
            )
            const out = way.step({ batches, rate: 0.01, step })
            dispose(batches)
            return out
          })
          const what = `step ${step} (${texts.length} rows)`
          for (const [i, found] of a!.losses.entries()) near(found, b!.losses[i]!, 1e-4, `loss of ${what}`)
          near(a!.norm, b!.norm, 1e-3, `gradient norm of ${what}`)
        }
        for (const way of ways) way.close()
        assert.is(tf.memory().numTensors, before)
      })

for (const accumulate of [1, 2])
  test(`rows that no text has are held apart: the same steps, parameters and embeddings, ${accumulate} batches a step`, async () => {
    const before = tf.memory().numTensors
    const [, first] = cases[0]!
    const options = { weightDecay: 0, apart: true }
    const { compiled, eager, batch } = await bothWays(first, 0.1, accumulate, options)
    const table = 'embeddings.word_embeddings.weight'
    assert.ok(compiled.compiled!.entries.some(({ entry }) => entry === 'put'))
    const ways = [compiled, eager]
    const start = values(eager, table)
    for (const [step, texts] of shapes.entries()) {
      const [a, b] = ways.map(way => {
        const batches = Array.from({ length: accumulate }, () => batch(rowsOf(first.columns, texts)))
        const out = way.stepper.step({ batches, rate: 0.01, step })
        const embeddings = tf.tidy(() => Array.from(way.forward.embed(pack([[2, 1500, 77, 3]], 0, 1))[0]!.dataSync()))
        dispose(batches)
        return { ...out, embeddings }
      })
      near(a!.losses[0]!, b!.losses[0]!, 1e-5, `loss of step ${step}`)
      near(a!.norm, b!.norm, 1e-4, `gradient norm of step ${step}`)
      a!.embeddings.forEach((x, i) =>
        near(x, b!.embeddings[i]!, 1e-4, `number ${i} of the embedding after step ${step}`),
      )
    }
    const [found, expected] = ways.map(way => values(way, table))
    found!.forEach((x, i) => near(x, expected![i]!, 1e-4, `number ${i} of the table`))
    assert.ok(
      found!.some((x, i) => Math.abs(x - start[i]!) > 1e-3),
      'rows of the texts move',
    )
    for (const way of ways) way.stepper.close()
    assert.is(tf.memory().numTensors, before)
  })

const values = ({ stepper }: OpenTraining, name: string): Float32Array => {
  const parameters = stepper.parameters()
  const read = parameters.weights[name]!.dataSync<'float32'>().slice()
  disposeParameters(parameters)
  return read
}

test('compiled: the order of rows changes nothing, dropout off', async () => {
  const [, first] = cases[0]!
  const { compiled, eager, batch } = await bothWays(first, 0, 1)
  for (const texts of shapes) {
    const rows = rowsOf(first.columns, texts)
    const [given, turned] = [rows, rows.toReversed()].map(some => {
      const batches = [batch(some)]
      const out = compiled.stepper.step({ batches, rate: 0, step: 0 })
      dispose(batches)
      return out
    })
    near(turned!.losses[0]!, given!.losses[0]!, 1e-5, 'loss')
    near(turned!.norm, given!.norm, 1e-4, 'gradient norm')
  }
  for (const way of [compiled, eager]) way.stepper.close()
})

const near = (found: number, expected: number, tolerance: number, what: string) =>
  assert.ok(
    Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${what}: eager ${expected}, compiled ${found}`,
  )

const refused = (loss: (w: tf.Tensor, rows: number) => tf.Tensor, sentence: RegExp) =>
  assert.throws(
    () =>
      traceEntry('train', traceSizes(1), (write, { rows }) => {
        const w = toTensor(write.fill([2, 2], 1, 'float32'))
        inStage('loss.mine', () => loss(w, rows!))
      }),
    sentence,
  )

test('what cannot be compiled is refused by the name of its stage', () => {
  refused((w, rows) => tf.sum(rows > 10 ? tf.square(w) : tf.abs(w)), /^loss\.mine branches on the size of a batch/)
  refused(
    w => tf.scalar(tf.sum(w).dataSync()[0]!),
    /^loss\.mine reads the value of a tensor \(compiled\.test\.ts:\d+\): a step is compiled before it has values/,
  )
  refused(w => tf.sum(tf.unique(w).values), /^loss\.mine needs Unique: the graph compiler has no such operation$/)
  refused(
    (w, rows) => tf.mul(tf.sum(w), tf.sum(tf.tensor1d(Array.from({ length: rows }, (_, i) => i)))),
    /^loss\.mine makes an array in JavaScript that is as long as a batch/,
  )
})

test('what is trained in bfloat16 is judged in float32; what is only encoded is as asked', () => {
  const plan = small({ config: { hidden_size: 64, intermediate_size: 64 }, loss: { stage: 'loss.softmax' } })
  const start = plan.start()
  const rule = { ...plan.rule, accumulate: 2 }
  const trained = compile(trainingProgram(plan.sentenceEncoder, [plan.loss], rule, start, undefined), {
    precision: 'bf16',
  })
  const encodes = compile(programOf(plan.sentenceEncoder, [], start), { precision: 'bf16' })
  disposeParameters(start)
  const rounded = ({ entries }: Compiled) =>
    entries.flatMap(({ entry, nodes }) => (nodes.some(({ dtype }) => dtype === 'bfloat16') ? [entry] : []))
  assert.equal(rounded(trained), ['gradients'])
  assert.equal(rounded(encodes), ['encode', 'encodeTwo'])
})

test('a graph prints, a line a node', () => {
  const nodes = record(write => {
    const x = toTensor(write.fill([2, 3], 1, 'float32'))
    inStage('loss.mine', () => tf.sum(tf.square(x)))
  })
  assert.is(
    printGraph({ nodes }),
    [
      '%0 = Const(2 3) int32[2]',
      '%1 = Const(1) float32[]',
      '%2 = Fill(%0, %1) float32[2, 3]',
      '%3 = Square(%2) float32[2, 3]  # loss.mine',
      '%4 = Const(0 1) int32[2]  # loss.mine',
      '%5 = Sum(%3, %4) float32[]  # loss.mine',
    ].join('\n'),
  )
})

const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))
if (runsGraphs()) test.run()
else console.log('skipped: 30 tests of compiled and eager steps (this engine runs no graphs)')

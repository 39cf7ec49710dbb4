// Models whose modules have weights of their own: read, trained and written as the reference does it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fromJson, noDropout, type Problems } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { test as suite } from 'uvu'
import * as assert from 'uvu/assert'
import { modelAndStages } from '../../src/cli/modelArgument.js'
import { lossOf } from '../../src/compute/objective.js'
import { load } from '../../src/encode/load.js'
import { openEngine } from '../../src/engine/engine.js'
import { oneByOne } from '../../src/model/sideBySide.js'
import { toStored } from '../../src/model/tensorsOf.js'
import { planOf } from '../../src/plan.js'
import { openPlan } from '../../src/run/openPlan.js'
import { run } from '../../src/run/run.js'
import { startOf } from '../../src/run/startOf.js'
import { collate } from '../../src/train/collate.js'
import { vocabulary } from '../../src/vocabulary.js'
import { python, pythonHas } from '../referencePython.js'
import { head, made as madeTiny, remove, sentence, folder as tinyFolder } from '../run/tiny.js'
import { engines } from './engines.js'
import { golden, goldenFile, hasGolden } from './golden.js'

const test = hasGolden('models with dense layers and layer norms of the reference') ? suite : suite.skip
const name = 'models/bert-dense-layernorm-normalize'
const folder = fileURLToPath(goldenFile(name))
const out = mkdtempSync(join(tmpdir(), 'siamese-modules-'))
suite.after(() => rmSync(out, { recursive: true }))

const hasPython = pythonHas('sentence_transformers')
if (!hasPython)
  console.log('skipped: 2 tests with sentence-transformers (SIAMESE_REFERENCE_PYTHON names a Python with it)')
const inPython = hasPython ? test : suite.skip
const say = (script: string, arguments_: readonly string[], input: unknown) => {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const said = spawnSync(python, [path, ...arguments_], { input: JSON.stringify(input), encoding: 'utf8' })
  if (said.status !== 0) throw new Error(said.stderr)
  return JSON.parse(said.stdout)
}

const right = <A>(read: Either<Problems, A>): A => {
  if (isLeft(read)) throw new Error(read.left.map(each => each.sentence).join('\n'))
  return read.right
}
const far = (found: readonly (readonly number[] | Float32Array)[], expected: readonly (readonly number[])[]): number =>
  Math.max(...expected.flatMap((row, i) => row.map((x, c) => Math.abs(x - found[i]![c]!) / Math.max(1, Math.abs(x)))))

type Pair = readonly [string, string, number]
const rowsOf = (pairs: readonly Pair[]) =>
  pairs.map(([sentence1, sentence2, score]) => ({ sentence1, sentence2, score }))

/** The golden model's own stages, then a loss, and training over rows in their order. */
const pipelineOf = async (pairs: readonly Pair[], training: object) => {
  const { model, declared } = right(await modelAndStages(folder)())
  return right(
    fromJson(vocabulary, {
      siamese: 1,
      data: {
        data: 'golden',
        columns: [
          ['sentence1', 'text'],
          ['sentence2', 'text'],
          ['score', { score: [0, 1] }],
        ],
        splits: ['train'],
        origin: { rows: { train: rowsOf(pairs) } },
      },
      models: { [model.model]: model },
      stages: [
        { stage: 'tokenize', model: model.model },
        { stage: 'encode', model: model.model },
        ...declared,
        { stage: 'loss.cosineSimilarity' },
        { stage: 'train', epochs: 1, dropout: 0, order: 'as given', ...training },
      ],
    }),
  )
}

for (const engine of engines) {
  test(`${engine}: embeddings of a model with Dense, LayerNorm and Normalize within 1e-5`, async () => {
    const { sentences, encode } = golden(`${name}/expected.json`)
    for (const eager of [false, true]) {
      const loaded = await load(folder, { engine, eager })
      assert.is(loaded.width, 16)
      assert.equal(loaded.stages, ['pool.mean', 'pool.dense', 'pool.layerNorm', 'pool.normalize'])
      const difference = far(await loaded.encode(sentences), encode.values)
      loaded.dispose()
      assert.ok(difference < 1e-5, `${difference}`)
    }
  })
}

test('the gradient of every parameter, of modules too, within 1e-4', async () => {
  right(await openEngine()())
  const { pairs, loss: expected, parameters } = golden(`${name}/gradients.json`)
  // One of the texts is empty, which a run refuses.
  const plan = right(planOf(await pipelineOf([['a', 'b', 0]], { batchSize: 4 })))
  const opened = right(await openPlan(plan, {})())
  const { model, sentenceEncoder } = opened
  const { weights } = startOf(plan, model)
  const given = {
    data: plan.data,
    loss: plan.tasks[0]!,
    tokenizer: model.tokenizer,
    maxLength: plan.maxLength,
    prompts: {},
    frozen: [],
    seed: 1,
  }
  const batch = collate(given, { rows: rowsOf(pairs), vectors: {} })
  const names = Object.keys(weights)
  const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    const named = Object.fromEntries(names.map((each, i) => [each, tensors[i]!]))
    return tf.mean(lossOf(sentenceEncoder, plan.tasks[0]!, named, {}, batch, noDropout).value) as tf.Scalar
  })(Object.values(weights))
  assert.ok(Math.abs(value.dataSync()[0]! - expected) < 1e-5)
  const found = await toStored(Object.fromEntries(names.map((each, i) => [each, grads[i]!])))
  const all = new Map([
    ...[...oneByOne(model.encoder, found)].map(([each, { values }]) => [`0.model.${each}`, values] as const),
    ...['pool.dense', 'pool.layerNorm'].flatMap((stage, i) =>
      [...found].flatMap(([each, { values }]) =>
        each.startsWith(`${stage}.`) ? [[`${i + 2}${each.slice(stage.length)}`, values] as const] : [],
      ),
    ),
  ])
  assert.is([...all.keys()].filter(each => !each.startsWith('0.')).length, 4)
  for (const [parameter, values] of all) {
    const { norm, first } = parameters[parameter]
    assert.ok(far([values], [first]) < 1e-4, `${parameter}: ${far([values], [first])}`)
    assert.ok(Math.abs(Math.hypot(...values) - norm) < 1e-4, parameter)
  }
  await opened.close()
})

const sentences = Array.from({ length: 12 }, (_, n) => sentence(n))
const pairs = sentences.map((each, n): Pair => [each, sentence(2 * n + 1), ((n * 7) % 5) / 4])

inPython(
  'training with decay and clipping is the reference’s, step by step, and so are the modules that come out',
  async () => {
    const settings = { learningRate: 0.01, weightDecay: 0.1, clip: 0.05 }
    const batches = Array.from({ length: 4 }, (_, i) => pairs.slice(3 * i, 3 * i + 3))
    const expected = say('trainModules.py', [folder], { ...settings, batches, sentences })
    const ways = [false, true]
    for (const eager of ways) {
      const steps: { readonly loss: number; readonly norm: number }[] = []
      const pipeline = await pipelineOf(pairs, { ...settings, batchSize: 3, schedule: 'constant', warmup: 0 })
      const path = join(out, `trained-${eager}`)
      const trained = await run(pipeline, {
        out: path,
        eager,
        report: event => event.event === 'step' && steps.push(event),
      })()
      right(trained)
      for (const [i, { loss, norm }] of expected.steps.entries()) {
        assert.ok(Math.abs(steps[i]!.loss - loss) < 2e-5, `loss of step ${i}: ${loss}, ${steps[i]!.loss}`)
        assert.ok(Math.abs(steps[i]!.norm - norm) < 2e-4 * norm, `norm of step ${i}: ${norm}, ${steps[i]!.norm}`)
      }
    }
    const written = ways.map(eager => join(out, `trained-${eager}`, 'model'))
    for (const [i, { embeddings }] of say('writeModel.py', written, sentences).entries()) {
      const loaded = await load(written[i]!)
      const ours = await loaded.encode(sentences)
      loaded.dispose()
      assert.ok(far(ours, embeddings) < 1e-5, `Python opens what was written: ${far(ours, embeddings)}`)
      assert.ok(far(ours, expected.embeddings) < 2e-3, `the same training: ${far(ours, expected.embeddings)}`)
    }
  },
)

inPython(
  'poolings side by side, dense, layer norm, truncation: Python gives the embeddings that are given here',
  async () => {
    const base = tinyFolder()
    const after: readonly (readonly { readonly stage: string; readonly [key: string]: unknown }[])[] = [
      [
        { stage: 'pool.concatenate', of: [{ stage: 'pool.max' }, { stage: 'pool.mean' }, { stage: 'pool.cls' }] },
        { stage: 'pool.dropout', rate: 0.3 },
        { stage: 'pool.dense', width: 12, activation: 'gelu' },
        { stage: 'pool.layerNorm' },
        { stage: 'pool.truncate', width: 5 },
        { stage: 'pool.normalize' },
      ],
      [
        { stage: 'pool.cls' },
        { stage: 'pool.dense', width: 8, activation: 'sigmoid', residual: true },
        { stage: 'pool.dense', width: 10, activation: 'none', bias: false, residual: 'projected' },
        { stage: 'pool.dense', width: 3, activation: 'relu' },
      ],
      [
        { stage: 'pool.weightedLayers', from: 0 },
        { stage: 'pool.wordWeights' },
        { stage: 'pool.mean' },
        { stage: 'pool.dense', width: 6, activation: 'mish' },
      ],
      [
        { stage: 'pool.cnn', channels: 5, kernels: [1, 3] },
        { stage: 'pool.concatenate', of: [{ stage: 'pool.lastToken' }, { stage: 'pool.weightedMean' }] },
      ],
    ]
    // Python is started once for each list of texts.
    const alone = sentences.slice(0, 1)
    const written: { folder: string; given: readonly string[]; ours: readonly Float32Array[]; width: number }[] = []
    for (const [i, stages] of after.entries()) {
      const tail = [{ stage: 'loss.cosineSimilarity' }, { stage: 'train', epochs: 1, batchSize: 4, learningRate: 0.01 }]
      const path = join(base, `run${i}`)
      right(await run(madeTiny([...head.slice(0, 2), ...stages, ...tail] as never), { base, out: path })())
      const loaded = await load(join(path, 'model'))
      assert.equal(
        loaded.stages,
        stages.map(({ stage }) => stage),
      )
      // The library's convolutions see what its encoder gives for padding, so that there a text depends on its batch.
      const given = stages.some(({ stage }) => stage === 'pool.cnn') ? alone : sentences
      written.push({ folder: join(path, 'model'), given, ours: await loaded.encode(given), width: loaded.width })
      loaded.dispose()
    }
    for (const texts of [sentences, alone]) {
      const those = written.filter(({ given }) => given === texts)
      const said = say(
        'writeModel.py',
        those.map(({ folder }) => folder),
        texts,
      )
      for (const [i, { ours, width }] of those.entries()) {
        const { embeddings } = said[i]
        assert.is(embeddings[0].length, width)
        assert.ok(far(ours, embeddings) < 1e-5, `${far(ours, embeddings)}`)
      }
    }
    remove(base)
  },
)

suite.run()

import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { definePooling, type definition, readTokenizer, type Stage, tf } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import ort from 'onnxruntime-node'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load } from '../../src/encode/load.js'
import { float16 } from '../../src/graph/onnx/float16.js'
import { exportModel } from '../../src/run/exported/exportModel.js'
import { openOnnx } from '../../src/run/exported/onnxSession.js'
import { run } from '../../src/run/run.js'
import { cacheRoot } from '../../src/sources/cache.js'
import { vocabulary } from '../../src/vocabulary.js'
import { siamese } from '../cli/siamese.js'
import { folder, head, made, remove, sentence } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))

const right = async <A>(
  task: () => Promise<import('fp-ts/lib/Either.js').Either<readonly { sentence: string }[], A>>,
) => {
  const done = await task()
  if (isLeft(done)) throw new Error(done.left.map(({ sentence }) => sentence).join('\n'))
  return done.right
}
type Json = { readonly stage: string; readonly [setting: string]: unknown }

/** A trained model of these stages after the encoder. */
const trained = async (name: string, after: readonly Json[]): Promise<string> => {
  const out = join(base, name)
  const tail = [{ stage: 'loss.cosineSimilarity' }, { stage: 'train', epochs: 1, batchSize: 8, learningRate: 0.01 }]
  await right(run(made([...head.slice(0, 2), ...after, ...tail] as never), { base, out }))
  return join(out, 'model')
}
const texts = [sentence(1, 9), '', sentence(2, 3), 'a dog that nobody knows', sentence(5, 30)]

/** An exported folder's embeddings beside those of the model, and what its tokenizer gives. */
const both = async (model: string, out: string, path: string, prompt = '') => {
  const read = (file: string) => JSON.parse(readFileSync(join(out, file), 'utf8'))
  const tokenizer = readTokenizer(read('tokenizer.json'), read('tokenizer_config.json'))
  if (isLeft(tokenizer)) throw new Error(tokenizer.left[0]!.sentence)
  const session = await openOnnx(ort, join(out, path), tokenizer.right, read('tokenizer_config.json').model_max_length)
  const found = await session.encode(texts.map(text => prompt + text))
  await session.close()
  const loaded = await load(model)
  const expected = await loaded.encode(texts, { prompt })
  loaded.dispose()
  return { found, expected: Float32Array.from(expected.flatMap(row => [...row])) }
}
const far = ({ found, expected }: { found: Float32Array; expected: Float32Array }): number => {
  assert.is(found.length, expected.length)
  return Math.max(...found.map((x, i) => Math.abs(x - expected[i]!) / Math.max(1, Math.abs(expected[i]!))))
}
const exported = (model: string, name: string, forms: readonly ('float32' | 'float16' | 'int8')[] = ['float32']) =>
  exportModel(model, { out: join(base, name), forms, base, cacheRoot: cacheRoot() })

/** What stages want to be told. */
const settings: Readonly<Record<string, object>> = {
  'pool.concatenate': { of: [{ stage: 'pool.max' }, { stage: 'pool.mean' }, { stage: 'pool.cls' }] },
  'pool.dense': { width: 6, activation: 'gelu' },
  'pool.truncate': { width: 5 },
  'pool.lstm': { hidden: 4 },
  'pool.weightedLayers': { from: 0 },
}
const stagesOf = (family: string): readonly string[] =>
  (vocabulary as readonly { readonly definition: Stage[typeof definition] }[]).flatMap(
    ({ definition: { name, does } }) => (does.family === family ? [name] : []),
  )
const after: readonly (readonly Json[])[] = [
  ...stagesOf('pooling').map(stage => [{ stage, ...settings[stage] }]),
  ...stagesOf('tokenModule').map(stage => [{ stage, ...settings[stage] }, { stage: 'pool.mean' }]),
  [{ stage: 'pool.lstm', hidden: 3, stacked: 2, directions: 'forward' }, { stage: 'pool.lastToken' }],
  [{ stage: 'pool.cnn', channels: 4, kernels: [3] }, { stage: 'pool.lstm', hidden: 5 }, { stage: 'pool.max' }],
  stagesOf('module').flatMap((stage, i) => [
    ...(i === 0 ? [{ stage: 'pool.mean' }] : []),
    { stage, ...settings[stage] },
  ]),
]

for (const [i, stages] of after.entries())
  test(`${stages.map(({ stage }) => stage).join(', ')}: onnxruntime gives the embeddings that are given here`, async () => {
    const model = await trained(`model${i}`, stages)
    const made = await right(exported(model, `onnx${i}`))
    assert.equal(
      made.files.map(({ path }) => path),
      ['onnx/model.onnx'],
    )
    assert.ok(far(await both(model, join(base, `onnx${i}`), 'onnx/model.onnx')) < 1e-5)
  })

/** Numbers of a batch of ids that is padded on one side or the other. */
const padded = async (file: string, ids: readonly (readonly number[])[], side: 'left' | 'right') => {
  const session = await ort.InferenceSession.create(file)
  const length = Math.max(...ids.map(row => row.length)) + 2
  const laid = (of: (row: readonly number[]) => readonly number[]) => {
    const rows = ids.flatMap(row => {
      const none = Array(length - row.length).fill(0)
      return side === 'left' ? [...none, ...of(row)] : [...of(row), ...none]
    })
    return new ort.Tensor('int64', BigInt64Array.from(rows, BigInt), [ids.length, length])
  }
  const found = await session.run({ input_ids: laid(row => row), attention_mask: laid(row => row.map(() => 1)) })
  await session.release()
  return Array.from(found.sentence_embedding!.data as Float32Array)
}

test('neither the side of the padding nor the rest of a batch changes what a recurrence or a convolution gives', async () => {
  const model = await trained('sides', [
    { stage: 'pool.cnn', channels: 4, kernels: [1, 3] },
    { stage: 'pool.lstm', hidden: 3 },
    { stage: 'pool.mean' },
  ])
  await right(exported(model, 'sidesOnnx'))
  const file = join(base, 'sidesOnnx', 'onnx/model.onnx')
  const ids = [
    [2, 6, 7, 9, 3],
    [2, 3],
    [2, 12, 3],
  ]
  const alone = (await Promise.all(ids.map(row => padded(file, [row], 'right')))).flat()
  for (const side of ['left', 'right'] as const)
    (await padded(file, ids, side)).forEach((value, i) =>
      assert.ok(Math.abs(value - alone[i]!) < 1e-6, `${side}, ${i}`),
    )
})

// Of a very small encoder alone the scales are more than what is saved.
for (const [name, isLarge, stages] of [
  ['smaller', false, [{ stage: 'pool.mean' }, { stage: 'pool.normalize' }]],
  ['smallerLstm', true, [{ stage: 'pool.lstm', hidden: 40 }, { stage: 'pool.mean' }]],
  ['smallerCnn', true, [{ stage: 'pool.cnn', channels: 64, kernels: [1, 3] }, { stage: 'pool.max' }]],
] as const)
  test(`half precision and whole numbers are smaller files that are near: ${name}`, async () => {
    const model = await trained(name, stages)
    const { files } = await right(exported(model, `${name}Onnx`, ['float32', 'float16', 'int8']))
    for (const { path, bytes } of files) assert.is(statSync(join(base, `${name}Onnx`, path)).size, bytes)
    const [whole, half, int8] = files.map(({ path }) => path)
    const [larger, middle, smallest] = files.map(({ bytes }) => bytes) as [number, number, number]
    assert.ok(middle < larger && smallest < larger === isLarge, `${larger}, ${middle}, ${smallest} bytes`)
    assert.ok(far(await both(model, join(base, `${name}Onnx`), whole!)) < 1e-5)
    // Eleven bits of a number, eight of a weight and of what it is multiplied with.
    assert.ok(far(await both(model, join(base, `${name}Onnx`), half!)) < 2 ** -9)
    assert.ok(far(await both(model, join(base, `${name}Onnx`), int8!)) < 0.1)
  })

test('where the pooling leaves a prompt out, the file counts its tokens', async () => {
  const model = await trained('prompted', [{ stage: 'pool.mean', prompt: 'excluded' }])
  await right(
    exportModel(model, {
      out: join(base, 'promptedOnnx'),
      forms: ['float32'],
      prompt: 'the old ',
      base,
      cacheRoot: cacheRoot(),
    }),
  )
  assert.ok(far(await both(model, join(base, 'promptedOnnx'), 'onnx/model.onnx', 'the old ')) < 1e-5)
  assert.match(readFileSync(join(base, 'promptedOnnx', 'README.md'), 'utf8'), /texts that begin with `"the old "`/)
  const unknown = await exportModel(model, {
    out: join(base, 'x'),
    forms: ['float32'],
    promptName: 'no',
    base,
    cacheRoot: cacheRoot(),
  })()
  assert.ok(isLeft(unknown) && /has no prompt 'no'/.test(unknown.left[0]!.sentence))
})

test('halves are rounded to the nearest, of two equally near to the even one', () => {
  const halves = new Uint16Array(
    float16(Float32Array.of(1, -2, 65504, 65520, 1 + 2 ** -11, 1 + 3 * 2 ** -11, 2 ** -24, 2 ** -25, 0.1)).buffer,
  )
  // 65520 is halfway to what would be the next number, 2⁻²⁵ halfway to the smallest one.
  assert.equal([...halves], [0x3c00, 0xc000, 0x7bff, 0x7c00, 0x3c00, 0x3c02, 0x0001, 0x0000, 0x2e66])
})

test('a stage that has no form in ONNX is said before anything is written', async () => {
  const largest = definePooling({
    name: 'pool.secondLargest',
    apply: ({ tokens }) =>
      tf.squeeze(tf.slice(tf.topk(tf.transpose(tokens, [0, 2, 1]), 2).values, [0, 0, 1], [-1, -1, 1]), [2]),
  })
  const model = join(base, 'ownModel')
  cpSync(await trained('own', [{ stage: 'pool.mean' }]), model, { recursive: true })
  const modules = JSON.parse(readFileSync(join(model, 'modules.json'), 'utf8'))
  modules[1] = { idx: 1, name: '1', path: '1_own', type: 'siamese.pool.secondLargest' }
  writeFileSync(join(model, 'modules.json'), JSON.stringify(modules))
  mkdirSync(join(model, '1_own'))
  writeFileSync(join(model, '1_own', 'config.json'), '{}')
  const out = join(base, 'ownOnnx')
  const made = await exportModel(model, { out, forms: ['float32'], stages: [largest], base, cacheRoot: cacheRoot() })()
  assert.ok(isLeft(made))
  assert.equal(
    made.left.map(({ sentence }) => sentence),
    ['pool.secondLargest computes TopKV2, which has no form in ONNX: export a model without it'],
  )
  assert.not.ok(existsSync(out))
})

test('pairs that cannot be read are said before anything is written', async () => {
  const model = await trained('measured', [{ stage: 'pool.mean' }])
  writeFileSync(join(base, 'unscored.csv'), 'sentence1,sentence2,score\na dog,a cat,much\n')
  const { code, err } = await siamese(base, 'export', model, '--out', 'measuredOnnx', '--measure', 'unscored.csv')
  assert.is(code, 2)
  assert.match(err, /unscored\.csv:2, column score: expected a number, found "much"/)
  assert.not.ok(existsSync(join(base, 'measuredOnnx')))
})

test('an export never writes over a folder, and says what cannot be opened', async () => {
  const model = await trained('twice', [{ stage: 'pool.mean' }])
  const again = await exported(model, 'twice')()
  assert.ok(isLeft(again))
  assert.match(again.left[0]!.sentence, /exists already/)
  const none = await exported(join(base, 'nowhere'), 'fromNowhere')()
  assert.ok(isLeft(none))
  assert.not.ok(existsSync(join(base, 'fromNowhere')))
})

test.run()

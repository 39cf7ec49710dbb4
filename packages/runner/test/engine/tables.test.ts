import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Data, fromJson } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load } from '../../src/encode/load.js'
import { run } from '../../src/run/run.js'
import { readModelFolder } from '../../src/sources/modelFolder.js'
import { vocabulary } from '../../src/vocabulary.js'
import { namedModel } from '../namedModel.js'
import { python, pythonHas } from '../referencePython.js'
import { tokenizerJson } from '../run/tiny.js'
import { type Files, folderOf, remove } from '../sources/modelFolders.js'
import { numbersOf, safetensorsOf } from './numbersOf.js'

/** What bench/reference/tables.py wrote. */
const reference: {
  readonly texts: readonly string[]
  readonly pairs: readonly (readonly [string, string, number])[]
  readonly embeddings: readonly (readonly number[])[]
  readonly trained: readonly (readonly number[])[]
  readonly folded: readonly (readonly number[])[]
} = JSON.parse(readFileSync(new URL('tables.json', import.meta.url), 'utf8'))

const withPython = pythonHas('sentence_transformers') ? test : test.skip
if (withPython !== test)
  console.log('skipped: what Python says of written tables: no Python with sentence-transformers')
const script = fileURLToPath(new URL('../models/writeModel.py', import.meta.url))

const vocabularySize = Object.keys(tokenizerJson.model.vocab).length
const table = safetensorsOf({ 'embedding.weight': numbersOf('embedding.weight', [vocabularySize, 4]) })
const modules = (path: string, type: string, ...others: object[]) => [{ idx: 0, name: '0', path, type }, ...others]
const current: Files = {
  'modules.json': modules(
    '0_StaticEmbedding',
    'sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding',
  ),
  '0_StaticEmbedding/tokenizer.json': tokenizerJson,
  '0_StaticEmbedding/model.safetensors': table,
}
const before: Files = {
  'modules.json': modules('.', 'sentence_transformers.models.StaticEmbedding'),
  'tokenizer.json': tokenizerJson,
  'model.safetensors': table,
}
const mapping = Float32Array.from({ length: vocabularySize }, (_, i) => (3 * i) % 5)
const model2Vec = (normalize: boolean): Files => ({
  'config.json': { model_type: 'model2vec', architectures: ['StaticModel'], normalize },
  'tokenizer.json': tokenizerJson,
  'model.safetensors': safetensorsOf({
    embeddings: numbersOf('embeddings', [5, 4]),
    mapping: { shape: [vocabularySize], values: mapping },
    weights: numbersOf('weights', [vocabularySize]),
  }),
})

const folders: string[] = []
test.after(() => folders.forEach(remove))
const made = (files: Files): string => {
  const folder = folderOf(files)
  folders.push(folder)
  return folder
}
const close = (found: readonly ArrayLike<number>[], expected: readonly ArrayLike<number>[], within: number) => {
  assert.is(found.length, expected.length)
  found.forEach((row, r) => {
    Array.from(expected[r]!).forEach((x, c) => {
      assert.ok(Math.abs(row[c]! - x) <= within, `row ${r}, number ${c}: expected ${x}, found ${row[c]}`)
    })
  })
}
const encode = async (folder: string, engine: 'native' | 'wasm' = 'native', texts = reference.texts) => {
  const model = await load(folder, { engine })
  const found = await model.encode(texts)
  model.dispose()
  return found
}

for (const engine of ['native', 'wasm'] as const) {
  test(`a StaticEmbedding folder of either version has the reference's embeddings, ${engine}`, async () => {
    for (const files of [current, before]) close(await encode(made(files), engine), reference.embeddings, 1e-6)
  })

  test(`a Model2Vec file with a mapping and weights has the embeddings that the reference makes of it, ${engine}`, async () => {
    close(await encode(made(model2Vec(false)), engine), reference.folded, 1e-6)
  })
}

test('a Model2Vec folder that says so gives vectors of length one, and zeros for a text without tokens', async () => {
  const lengths = (await encode(made(model2Vec(true)))).map(row => Math.hypot(...row))
  reference.texts.forEach((text, i) => {
    assert.ok(Math.abs(lengths[i]! - (text === '' ? 0 : 1)) < 1e-5, `${lengths[i]}`)
  })
})

test('without a padding token a table is read all the same, and a limit in tokenizer.json holds', async () => {
  const { '[PAD]': _, ...vocab } = tokenizerJson.model.vocab
  const json = {
    ...tokenizerJson,
    added_tokens: tokenizerJson.added_tokens.slice(1),
    model: { ...tokenizerJson.model, vocab },
    truncation: { direction: 'Right', max_length: 2, strategy: 'LongestFirst', stride: 0 },
  }
  const folder = made({ ...current, '0_StaticEmbedding/tokenizer.json': json })
  const [cut, short] = await encode(folder, 'native', ['a dog runs', ''])
  const [whole] = await encode(made(current), 'native', ['a dog'])
  close([cut!, short!], [whole!, [0, 0, 0, 0]], 1e-6)
})

const data: Data = {
  data: 'pairs',
  columns: [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['score', { score: [0, 1] }],
  ],
  splits: ['train'],
  origin: {
    rows: { train: reference.pairs.map(([sentence1, sentence2, score]) => ({ sentence1, sentence2, score })) },
  },
}
const trained = async (
  folder: string,
  eager: boolean,
  pooling: readonly object[] = [{ stage: 'pool.mean' }],
  frozen: readonly object[] = [],
) => {
  const model = await namedModel(folder, 'table')()
  if (isLeft(model)) throw new Error(model.left[0]!.sentence)
  const settings = {
    epochs: 3,
    batchSize: reference.pairs.length,
    learningRate: 0.5,
    warmup: 0,
    schedule: 'constant',
    optimizer: { stage: 'optimizer.sgd' },
  }
  const read = fromJson(vocabulary, {
    siamese: 2,
    data,
    models: { table: model.right },
    stages: [
      { stage: 'tokenize', model: 'table' },
      { stage: 'encode', model: 'table', ...(pooling.length > 1 ? { insteadOf: ['pool.mean'] } : {}) },
      ...pooling,
      { stage: 'loss.cosineSimilarity' },
      ...frozen,
      { stage: 'train', ...settings },
    ] as never,
  })
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  const out = join(made({}), 'run')
  const done = await run(read.right, { base: process.cwd(), out, eager })()
  if (isLeft(done)) throw new Error(done.left.map(({ sentence }) => sentence).join('\n'))
  return done.right.model!
}

for (const eager of [false, true])
  test(`three steps move the table as torch does, ${eager ? 'operation by operation' : 'compiled'}`, async () => {
    const folder = await trained(made(current), eager)
    const read = await readModelFolder(folder)()
    if (isLeft(read)) throw new Error(read.left[0]!.sentence)
    const { values } = read.right.weights.get('embeddings.word_embeddings.weight')!
    close(
      reference.trained.map((_, row) => values.subarray(4 * row, 4 * row + 4)),
      reference.trained,
      1e-5,
    )
    assert.equal(read.right.modules, [{ stage: 'pool.mean', prompt: 'included' }])
    assert.is(read.right.encoderPath, '0_StaticEmbedding')
  })

test('the table is called as every encoder calls its embeddings, and freezing it leaves nothing to train', async () => {
  const frozen = (path: string) =>
    trained(made(current), true, undefined, [{ stage: 'freeze', parameters: [path] }]).catch(
      (error: Error) => error.message,
    )
  for (const path of ['embeddings', 'embeddings.word_embeddings'])
    assert.is(await frozen(path), 'freeze leaves nothing to train: name fewer parameters')
  assert.is(
    await frozen('embedding'),
    'freeze: no parameter begins with embedding: write embeddings, encoder, head, or a stage as pool.dense',
  )
})

test('a table under another pooling is written under a name of ours, and read again', async () => {
  const folder = await trained(made(current), false, [{ stage: 'pool.meanSqrtLength' }, { stage: 'pool.normalize' }])
  const read = await readModelFolder(folder)()
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  assert.equal(
    read.right.modules.map(({ stage }) => stage),
    ['pool.meanSqrtLength', 'pool.normalize'],
  )
  for (const row of await encode(folder, 'native', ['a dog'])) assert.ok(Math.abs(Math.hypot(...row) - 1) < 1e-5)
})

withPython('Python opens what is written and has the same embeddings', async () => {
  const folder = await trained(made(current), false, [{ stage: 'pool.mean' }, { stage: 'pool.normalize' }])
  const said = spawnSync(python, [script, folder], { input: JSON.stringify(reference.texts), encoding: 'utf8' })
  if (said.status !== 0) throw new Error(said.stderr)
  const [{ embeddings }] = JSON.parse(said.stdout.replace('Infinity', 'null'))
  close(await encode(folder), embeddings, 1e-5)
})

test('a folder without a table is refused with the names that one has', async () => {
  const weights = safetensorsOf({ vectors: numbersOf('vectors', [5, 4]) })
  const folder = made({ ...current, '0_StaticEmbedding/model.safetensors': weights })
  const read = await readModelFolder(folder)()
  assert.ok(isLeft(read))
  assert.equal(
    read.left.map(({ sentence }) => sentence.replace(folder, 'M')),
    ['M/0_StaticEmbedding has no table of token vectors: static embeddings have one, embedding.weight or embeddings.'],
  )
})

test.run()

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Data, fromJson, inverseDocumentFrequencies, readTokenizer, stopWords } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import ort from 'onnxruntime-node'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load } from '../../src/encode/load.js'
import { openFolder } from '../../src/model/openModel.js'
import { exportModel } from '../../src/run/exported/exportModel.js'
import { openOnnx } from '../../src/run/exported/onnxSession.js'
import { run } from '../../src/run/run.js'
import { cacheRoot } from '../../src/sources/cache.js'
import { readModelFolder } from '../../src/sources/modelFolder.js'
import { readWordVectors } from '../../src/sources/wordVectors.js'
import { writeWordVectors } from '../../src/sources/writeWordVectors.js'
import { vocabulary } from '../../src/vocabulary.js'
import { namedModel } from '../namedModel.js'
import { python, pythonHas } from '../referencePython.js'
import { folderOf, remove } from '../sources/modelFolders.js'
import { numbersOf, safetensorsOf } from './numbersOf.js'

interface Moved {
  readonly table: readonly (readonly number[])[]
  readonly weight: readonly (readonly number[])[]
  readonly bias: readonly number[]
}
/** What bench/reference/word_vectors.py wrote. */
const reference: {
  readonly vectors: string
  readonly texts: readonly string[]
  readonly pairs: readonly (readonly [string, string, number])[]
  readonly read: readonly {
    readonly file: string
    readonly stopWords: boolean
    readonly lowerCase: boolean
    readonly ids: readonly (readonly number[])[]
    readonly embeddings: readonly (readonly number[])[]
  }[]
  readonly frozen: Moved
  readonly moved: Moved
} = JSON.parse(readFileSync(new URL('wordVectors.json', import.meta.url), 'utf8'))

const withPython = pythonHas('sentence_transformers') ? test : test.skip
if (withPython !== test) console.log('skipped: what Python says of word vectors: no Python with sentence-transformers')
const script = fileURLToPath(new URL('../models/writeModel.py', import.meta.url))

const base = folderOf({
  'vectors.txt': reference.vectors,
  'word2vec.txt': `13 3\n${reference.vectors}`,
  'vectors.txt.gz': gzipSync(reference.vectors),
})
test.after(() => remove(base))

const vectorsOf = async (file: string, asked: Partial<Parameters<typeof readWordVectors>[1]> = {}) => {
  const read = await readWordVectors(join(base, file), { broken: 'refused', ...asked })
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  return read.right
}
let folders = 0
const made = async (file: string, asked: { stopWords?: boolean; lowerCase?: boolean; moves?: boolean } = {}) => {
  const folder = join(base, `model-${folders++}`)
  const words = asked.stopWords === false ? [] : stopWords
  const settings = { stopWords: words, lowerCase: asked.lowerCase ?? false, moves: asked.moves ?? false }
  const written = await writeWordVectors(folder, await vectorsOf(file), settings)()
  if (isLeft(written)) throw new Error(written.left[0]!.sentence)
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
const encode = async (folder: string, engine: 'native' | 'wasm' = 'native') => {
  const model = await load(folder, { engine })
  const found = await model.encode(reference.texts)
  model.dispose()
  return found
}

for (const { file, ids, embeddings, ...asked } of reference.read)
  test(`${file} has the reference's ids and embeddings, ${JSON.stringify(asked)}`, async () => {
    const folder = await made(file, asked)
    const opened = await openFolder(folder)()
    if (isLeft(opened)) throw new Error(opened.left[0]!.sentence)
    const { tokenizer } = opened.right
    assert.equal(
      reference.texts.map(text => tokenizer.encode(text, 100).ids),
      ids,
    )
    for (const engine of ['native', 'wasm'] as const) close(await encode(folder, engine), embeddings, 1e-6)
  })

const refusals = async (text: string, broken: 'refused' | 'left out' = 'refused') => {
  writeFileSync(join(base, 'broken.txt'), text)
  const read = await readWordVectors(join(base, 'broken.txt'), { broken })
  return isLeft(read) ? read.left.map(({ sentence }) => sentence.replaceAll(base, 'D')) : read.right
}

test('a broken line is refused with its number, and the rest is kept only when asked', async () => {
  const text = 'dog 1 2 3\ncat 1 2\n\nbird 1 x 3\ndog 4 5 6\nold 7 8 9\n'
  assert.equal(await refusals(text), [
    'D/broken.txt:2 has 2 numbers, and the first vector 3.',
    'D/broken.txt:3 is empty.',
    "D/broken.txt:4: 'x' is no number.",
    '3 lines are broken: mend the file, or keep the rest with --skip-broken.',
  ])
  const kept = await refusals(text, 'left out')
  if (Array.isArray(kept)) throw new Error(kept.join('\n'))
  const { words, values, twice, broken } = kept as Exclude<typeof kept, readonly string[]>
  assert.equal(words, ['PADDING_TOKEN', 'dog', 'dog', 'old'])
  assert.equal([...values], [0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  assert.equal(twice, ['dog'])
  assert.is(broken.length, 3)
})

test('a file without vectors, or that is not there, is refused in a sentence', async () => {
  assert.equal(await refusals('3 4\n'), ['D/broken.txt has no vectors: a line is a word and its numbers.'])
  const missing = await readWordVectors(join(base, 'none.txt'), { broken: 'refused' })
  assert.ok(isLeft(missing))
  assert.is(missing.left[0]!.sentence.replace(base, 'D'), 'D/none.txt is missing: check the path.')
})

test('only the first words are read where fewer are asked for', async () => {
  assert.equal((await vectorsOf('vectors.txt', { mostWords: 2 })).words, ['PADDING_TOKEN', 'dog', 'cat'])
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
const dense = { width: 2, activation: 'none' }
/** Behind the mean, with the numbers that the reference began with. */
const withDense = async (moves: boolean) => {
  const folder = await made('vectors.txt', { moves })
  const modules = JSON.parse(readFileSync(join(folder, 'modules.json'), 'utf8'))
  const layer = folderOf({
    'config.json': {
      in_features: 3,
      out_features: 2,
      bias: true,
      activation_function: 'torch.nn.modules.linear.Identity',
    },
    'model.safetensors': safetensorsOf({
      'linear.weight': numbersOf('linear.weight', [2, 3]),
      'linear.bias': numbersOf('linear.bias', [2]),
    }),
  })
  spawnSync('cp', ['-r', layer, join(folder, '2_Dense')])
  remove(layer)
  const type = 'sentence_transformers.models.Dense'
  writeFileSync(
    join(folder, 'modules.json'),
    JSON.stringify([...modules, { idx: 2, name: '2', path: '2_Dense', type }]),
  )
  return folder
}
const trained = async (folder: string, eager: boolean, layers: readonly object[]) => {
  const model = await namedModel(folder, 'words')()
  if (isLeft(model)) throw new Error(model.left[0]!.sentence)
  const optimizer = { stage: 'optimizer.sgd' }
  const settings = { epochs: 3, batchSize: 4, learningRate: 0.5, warmup: 0, schedule: 'constant', optimizer }
  const read = fromJson(vocabulary, {
    siamese: 2,
    data,
    models: { words: model.right },
    stages: [
      { stage: 'tokenize', model: 'words' },
      { stage: 'encode', model: 'words' },
      { stage: 'pool.mean' },
      ...layers,
      { stage: 'loss.cosineSimilarity' },
      { stage: 'train', ...settings },
    ] as never,
  })
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  return run(read.right, { base: process.cwd(), out: join(base, `run-${folders++}`), eager })()
}
const layer = { stage: 'pool.dense', ...dense }

for (const moves of [false, true])
  for (const eager of [false, true])
    test(`three steps are torch's where the vectors ${moves ? 'move' : 'stay'}, ${eager ? 'eager' : 'compiled'}`, async () => {
      const done = await trained(await withDense(moves), eager, [layer])
      if (isLeft(done)) throw new Error(done.left.map(({ sentence }) => sentence).join('\n'))
      const read = await readModelFolder(done.right.model!)()
      if (isLeft(read)) throw new Error(read.left[0]!.sentence)
      const { table, weight, bias } = moves ? reference.moved : reference.frozen
      const { values } = read.right.weights.get('embeddings.word_embeddings.weight')!
      close(
        table.map((_, row) => values.subarray(3 * row, 3 * row + 3)),
        table,
        1e-5,
      )
      const own = read.right.moduleWeights.at(-1)!
      close([own.get('linear.weight')!.values], [weight.flat()], 1e-5)
      close([own.get('linear.bias')!.values], [bias], 1e-5)
      assert.is(read.right.config.update_embeddings, moves)
    })

test('where the vectors stay and nothing else has weights, there is nothing to train', async () => {
  const done = await trained(await made('vectors.txt'), false, [])
  assert.ok(isLeft(done))
  assert.equal(
    done.left.map(({ sentence }) => sentence),
    [
      'train: the word vectors of words stay as they are and nothing else has weights: add pool.dense, or write update_embeddings: true into wordembedding_config.json',
    ],
  )
})

test('with weights of words the mean is a weighted one: Σ idf x / Σ idf, and rare words weigh more', async () => {
  const vectors = { words: ['PADDING_TOKEN', 'dog', 'cat'], width: 1, broken: [], twice: [] }
  const list = readTokenizer({ vocab: vectors.words, stop_words: [], do_lower_case: false })
  if (isLeft(list)) throw new Error(list.left[0]!.sentence)
  const weights = inverseDocumentFrequencies(list.right, ['dog cat cat', 'dog', 'dog nobody', ''])
  assert.equal([...weights], [1, Math.log(4 / 3), Math.log(4)].map(Math.fround))
  const folder = join(base, 'weighted')
  const settings = { stopWords: [], lowerCase: false, moves: false, weights }
  const written = await writeWordVectors(folder, { ...vectors, values: Float32Array.of(0, 1, 2) }, settings)()
  if (isLeft(written)) throw new Error(written.left[0]!.sentence)
  const model = await load(folder, { engine: 'wasm' })
  const found = await model.encode(['dog cat', 'cat', 'old'])
  model.dispose()
  const [dog, cat] = [Math.log(4 / 3), Math.log(4)]
  close(found, [[(dog + 2 * cat) / (dog + cat)], [2], [0]], 1e-6)
  if (withPython !== test) return
  const said = spawnSync(python, [script, folder], { input: '["dog cat", "cat", "old"]', encoding: 'utf8' })
  if (said.status !== 0) throw new Error(said.stderr)
  close(found, JSON.parse(said.stdout)[0].embeddings, 1e-5)
})

for (const [what, model] of [
  ['word vectors', () => made('vectors.txt')],
  ['word vectors with a module that has weights', () => withDense(false)],
] as const)
  test(`an export of ${what} reads ids of words, and has the files that say which they are`, async () => {
    const [from, out] = [await model(), join(base, `onnx ${what}`)]
    const asked = { out, forms: ['float32', 'int8'] as const, base, cacheRoot: cacheRoot() }
    const exported = await exportModel(from, asked)()
    if (isLeft(exported)) throw new Error(exported.left[0]!.sentence)
    assert.not.ok(existsSync(join(out, 'tokenizer.json')))
    assert.match(
      readFileSync(join(out, 'README.md'), 'utf8'),
      /Ids are rows of the words in `whitespacetokenizer_config/,
    )
    const words = readTokenizer(JSON.parse(readFileSync(join(out, 'whitespacetokenizer_config.json'), 'utf8')))
    if (isLeft(words)) throw new Error(words.left[0]!.sentence)
    const opened = await load(from)
    const expected = (await opened.encode(reference.texts)).flatMap(row => [...row])
    opened.dispose()
    for (const [file, most] of [
      ['model', 1e-5],
      ['model_quantized', 0.1],
    ] as const) {
      const session = await openOnnx(ort, join(out, `onnx/${file}.onnx`), words.right, 128)
      const found = await session.encode(reference.texts)
      await session.close()
      assert.is(found.length, expected.length)
      found.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < most, `${file}, ${i}`))
    }
  })

withPython('Python opens what is written, trained or not, and has the same embeddings', async () => {
  const done = await trained(await withDense(true), false, [layer])
  if (isLeft(done)) throw new Error(done.left[0]!.sentence)
  for (const folder of [await made('vectors.txt'), done.right.model!]) {
    const said = spawnSync(python, [script, folder], { input: JSON.stringify(reference.texts), encoding: 'utf8' })
    if (said.status !== 0) throw new Error(said.stderr)
    close(await encode(folder), JSON.parse(said.stdout)[0].embeddings, 1e-5)
  }
})

test.run()

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromJson, readTokenizer } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import ort from 'onnxruntime-node'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load } from '../../src/encode/load.js'
import { exportModel } from '../../src/run/exported/exportModel.js'
import { openOnnx } from '../../src/run/exported/onnxSession.js'
import { run } from '../../src/run/run.js'
import { cacheRoot } from '../../src/sources/cache.js'
import { vocabulary } from '../../src/vocabulary.js'
import { cosine, folder, head, json, model, onDev, remove, sentence, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))

/** Configurations beside that of the tiny BERT. */
const architectures: Readonly<Record<string, object>> = {
  // The tiny tokenizer's unknown word has the id of MPNet's padding, which is not counted among positions.
  mpnet: { max_position_embeddings: model.positions + 2 },
  modernbert: { num_hidden_layers: 2, pad_token_id: 0, local_attention: 4, embedding_dropout: 0.1, mlp_dropout: 0.1 },
  'deberta-v2': {
    relative_attention: true,
    position_biased_input: false,
    pos_att_type: 'c2p|p2c',
    position_buckets: 4,
    norm_rel_ebd: 'layer_norm',
    conv_kernel_size: 3,
    embedding_size: 6,
  },
}

const vocabularySize = 60

const done = async <A>(task: () => Promise<Either<readonly { readonly sentence: string }[], A>>): Promise<A> => {
  const result = await task()
  if (isLeft(result)) throw new Error(result.left.map(({ sentence }) => sentence).join('\n'))
  return result.right
}

const pipelineOf = (architecture: string, change: object = {}) => {
  // Without decay a graph holds the few rows of the token table that are in use: [CLS] has the place there that [UNK] has in the table.
  const settings = { dropout: 0.1, learningRate: 0.01, weightDecay: 0 }
  const made = json([...head, cosine, onDev, training(settings)])
  const config = {
    ...model.origin.config,
    vocab_size: vocabularySize,
    initializer_range: 0.2,
    ...architectures[architecture],
    ...change,
  }
  const layers = config.num_hidden_layers
  const own = { ...model, architecture, layers, vocabulary: vocabularySize, origin: { ...model.origin, config } }
  const read = fromJson(vocabulary, { ...made, models: { tiny: own } })
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  return read.right
}

const texts = [sentence(1, 9), '', sentence(2, 3), 'a dog that nobody knows not', sentence(5, 30)]
const embeddings = async (from: string, some: readonly string[], options: object = {}): Promise<Float32Array> => {
  const loaded = await load(from, options)
  const found = await loaded.encode(some)
  loaded.dispose()
  return Float32Array.from(found.flatMap(row => [...row]))
}
const close = (found: Float32Array, expected: Float32Array, tolerance: number, what: string) => {
  assert.is(found.length, expected.length, what)
  found.forEach((x, i) => {
    assert.ok(
      Math.abs(x - expected[i]!) <= tolerance * Math.max(1, Math.abs(expected[i]!)),
      `${what}: ${x}, ${expected[i]}`,
    )
  })
}

test('mpnet: texts longer than its positions are refused before anything is computed, with the length to write', async () => {
  const opened = await run(pipelineOf('mpnet', { max_position_embeddings: model.positions }), { base })()
  assert.ok(isLeft(opened))
  assert.equal(
    opened.left.map(({ sentence }) => sentence),
    ['tokenize: maxLength is 16; tiny has 14 positions, as mpnet counts them: write maxLength: 14'],
  )
})

test('mpnet: a folder whose tokenizer knows no limit is read up to the positions that there are', async () => {
  const graph = join(base, 'mpnet-unlimited')
  const { model: trained } = await done(run(pipelineOf('mpnet'), { base, out: graph }))
  const expected = await embeddings(trained!, texts)
  const file = join(trained!, 'tokenizer_config.json')
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), model_max_length: 1e30 }))
  close(await embeddings(trained!, texts), expected, 1e-6, 'embeddings')
})

for (const name of Object.keys(architectures)) {
  const [graph, eager] = ['graph', 'eager'].map(way => join(base, `${name}-${way}`)) as [string, string]
  const trained = join(graph, 'model')

  test(`${name}: a run by a graph is the run operation by operation, dropout and all`, async () => {
    const one = await done(run(pipelineOf(name), { base, out: graph }))
    const other = await done(run(pipelineOf(name), { base, out: eager, eager: true }))
    assert.is(one.engine, other.engine)
    close(await embeddings(trained, texts), await embeddings(join(eager, 'model'), texts), 1e-4, 'embeddings')
  })

  test(`${name}: a text has the same embedding alone, among others, and on the other engine`, async () => {
    const all = await embeddings(trained, texts)
    const each = await Promise.all(texts.map(text => embeddings(trained, [text])))
    close(Float32Array.from(each.flatMap(one => [...one])), all, 1e-5, 'alone')
    close(await embeddings(trained, texts, { engine: 'wasm' }), all, 1e-5, 'wasm')
  })

  test(`${name}: onnxruntime gives the embeddings that are given here, padded on the right`, async () => {
    const out = join(base, `${name}-onnx`)
    await done(exportModel(trained, { out, forms: ['float32'], base, cacheRoot: cacheRoot() }))
    const read = (file: string) => JSON.parse(readFileSync(join(out, file), 'utf8'))
    const tokenizer = readTokenizer(read('tokenizer.json'), read('tokenizer_config.json'))
    if (isLeft(tokenizer)) throw new Error(tokenizer.left[0]!.sentence)
    const session = await openOnnx(ort, join(out, 'onnx/model.onnx'), tokenizer.right, model.positions)
    const found = await session.encode(texts)
    await session.close()
    close(found, await embeddings(trained, texts), 1e-5, 'onnx')
  })
}

test.run()

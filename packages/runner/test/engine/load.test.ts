import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { check, defineModule, type EncoderInput, options, readTokenizer } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { eagerForward } from '../../src/compute/eagerForward.js'
import { encodeTexts } from '../../src/encode/encodeTexts.js'
import { load } from '../../src/encode/load.js'
import type { SentenceEncoder } from '../../src/encode/sentenceEncoder.js'
import { openEngine } from '../../src/engine/engine.js'
import { run } from '../../src/run/run.js'
import { tokenizeHere } from '../../src/tokenize/tokenizing.js'
import { cosine, folder, head, made, onDev, remove, sentence, tokenizerJson, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const engine = 'wasm' as const
const saved = join(base, 'run', 'model')
let weighed = 0

test.before(async () => {
  const opened = await openEngine({ engine })()
  if (isLeft(opened)) throw new Error(opened.left[0]!.sentence)
  const stages = [...head, { stage: 'pool.normalize' }, cosine, onDev, training({ epochs: 1 })]
  const result = await run(made(stages), { engine, base, out: join(base, 'run') })()
  if (isLeft(result)) throw new Error(result.left.map(each => each.sentence).join('\n'))
  weighed = tf.memory().numTensors
})

const texts = Array.from({ length: 21 }, (_, n) => sentence(n, 1 + (n % 9)))
const apart = (a: Float32Array, b: Float32Array): number => Math.max(...a.map((x, i) => Math.abs(x - b[i]!)))

test('three lines: load, encode, dispose', async () => {
  const { encode, dispose, width, stages } = await load(saved, { engine })
  const vectors = await encode(['a dog runs', 'the cat sleeps'])
  dispose()
  assert.is(width, 8)
  assert.equal(stages, ['pool.mean', 'pool.normalize'])
  assert.equal(
    vectors.map(({ length }) => length),
    [8, 8],
  )
  for (const vector of vectors) assert.ok(Math.abs(vector.reduce((sum, x) => sum + x * x, 0) - 1) < 1e-6)
  assert.is(tf.memory().numTensors, weighed)
})

test('the order is that of the texts, whatever the batches', async () => {
  const { encode, dispose } = await load(saved, { engine })
  const whole = await encode(texts)
  const done: number[] = []
  const small = await encode(texts, { batchSize: 4, progress: each => done.push(each) })
  const single = await Promise.all(texts.map(async text => (await encode([text]))[0]!))
  dispose()
  whole.forEach((vector, i) => {
    assert.ok(apart(vector, small[i]!) < 1e-6)
    assert.ok(apart(vector, single[i]!) < 1e-6)
  })
  assert.equal(done, [4, 8, 12, 16, 20, 21])
  assert.is(tf.memory().numTensors, weighed)
})

test('asked several things at once it answers as one after another', async () => {
  const { encode, dispose } = await load(saved, { engine })
  const parts = [texts.slice(0, 8), texts.slice(8, 9), texts.slice(9)]
  const after = []
  for (const part of parts) after.push(await encode(part, { batchSize: 3 }))
  const atOnce = await Promise.all(parts.map(part => encode(part, { batchSize: 3 })))
  assert.equal(atOnce, after)
  dispose()
  assert.is(tf.memory().numTensors, weighed)
})

test('disposing of it lets what runs come to its end, and refuses what comes later', async () => {
  const { encode, dispose } = await load(saved, { engine })
  const running = encode(texts, { batchSize: 2 })
  dispose()
  dispose()
  assert.is((await running).length, texts.length)
  assert.is(tf.memory().numTensors, weighed)
  const late = await encode(['a']).catch(error => error)
  assert.match(late.message, /disposed: load it again/)
})

test('no texts, an empty text, texts beyond the limit', async () => {
  const { encode, dispose } = await load(saved, { engine, maxLength: 4 })
  assert.equal(await encode([]), [])
  let cut = 0
  const [empty, long, same] = await encode(['', 'a dog runs not', 'a dog'], {
    cut: found => {
      cut = found
    },
  })
  dispose()
  assert.ok(empty!.every(Number.isFinite))
  assert.ok(apart(long!, same!) < 1e-6)
  assert.is(cut, 1)
})

test('what cannot be asked is refused in a sentence', async () => {
  const { encode, dispose } = await load(saved, { engine })
  for (const [options, expected] of [
    [{ batchSize: 0 }, 'encode: batchSize is 0: choose a whole number, 1 or more'],
    [{ promptName: 'none' }, "encode: the model has no prompt 'none'; it has query, document"],
  ] as const) {
    const refused = await encode(['a'], options).catch(error => error)
    assert.equal(refused.problems, [{ sentence: expected }])
  }
  dispose()
  for (const maxLength of [0, -1, 1.5, 2, 17]) {
    const refused = await load(saved, { engine, maxLength }).catch(error => error)
    assert.is(refused.message, `load: maxLength is ${maxLength}: choose 3 to 16, the positions of the model`)
  }
  assert.is(tf.memory().numTensors, weighed)
})

test('a signal stops it between two batches', async () => {
  const { encode, dispose } = await load(saved, { engine })
  const controller = new AbortController()
  const stopped = await encode(texts, {
    batchSize: 2,
    signal: controller.signal,
    progress: () => controller.abort(),
  }).catch(error => error)
  assert.is(stopped.name, 'AbortError')
  dispose()
  assert.is(tf.memory().numTensors, weighed)
})

test('a module of your own with weights: trained, saved, and loaded where it is given', async () => {
  const projection = defineModule({
    name: 'module.projection',
    options: options({ size: t.number }),
    width: 'size',
    weights: ({ width }, { size }) => ({ matrix: [size, width] }),
    apply: (u, _, { matrix }) => tf.matMul(u, matrix as tf.Tensor2D, false, true),
  })
  const first = made([...head, cosine, onDev, training({ epochs: 1 })])
  const stages = [...first.stages.slice(0, 3), projection({ size: 3 }), ...first.stages.slice(3)]
  const out = join(base, 'projected')
  const result = await run(check(first.data, stages), { engine, base, out })()
  if (isLeft(result)) throw new Error(result.left.map(each => each.sentence).join('\n'))
  const at = join(out, 'model')
  const { encode, dispose, width } = await load(at, { engine, stages: [projection] })
  const vectors = await encode(['a dog runs'])
  dispose()
  assert.equal([width, vectors[0]!.length], [3, 3])
  const refused = async (options = {}) => (await load(at, { engine, ...options }).catch(error => error)).message
  assert.match(await refused(), /^the model declares module\.projection, which is no stage here/)
  const folder = join(at, '2_module.projection')
  assert.equal(readdirSync(folder).sort(), ['config.json', 'model.safetensors'])
  writeFileSync(join(folder, 'config.json'), '{"size":4}')
  assert.is(
    await refused({ stages: [projection] }),
    'module.projection needs matrix [4, 8]; its file has matrix [3, 8]: its config.json says otherwise',
  )
  rmSync(join(folder, 'model.safetensors'))
  assert.is(await refused({ stages: [projection] }), `module.projection has no weights in ${at}`)
  assert.is(tf.memory().numTensors, weighed)
})

const instead = (at: string, file: string, make: (path: string) => void) => {
  rmSync(join(at, file))
  make(join(at, file))
}
const weightsFile = 'model.safetensors'
const broken: readonly (readonly [what: string, breakIt: (at: string) => void, sentence: RegExp])[] = [
  ['weights that are cut off', at => truncateSync(join(at, weightsFile), 4000), /Fetch the file again/],
  ['no weights', at => rmSync(join(at, weightsFile)), /no model\.safetensors/],
  ['a folder as weights', at => instead(at, weightsFile, mkdirSync), /folder where a file/],
  [
    'only a pickle',
    at => renameSync(join(at, weightsFile), join(at, 'pytorch_model.bin')),
    /pytorch_model\.bin, which may run code when opened; only safetensors are read/,
  ],
  ['no tokenizer', at => rmSync(join(at, 'tokenizer.json')), /no tokenizer\.json/],
  ['malformed JSON', at => writeFileSync(join(at, 'config.json'), '{"model_type":'), /config\.json is not JSON/],
  [
    'a link to nothing',
    at => instead(at, 'config.json', path => symlinkSync('nowhere', path)),
    /config\.json is missing/,
  ],
  [
    'an architecture that is not known',
    at => {
      const config = JSON.parse(readFileSync(join(at, 'config.json'), 'utf8'))
      writeFileSync(join(at, 'config.json'), JSON.stringify({ ...config, model_type: 'gpt9' }))
    },
    /model_type it knows \(bert, .*\); config\.json has "gpt9"/,
  ],
  [
    'a wider encoder than the weights',
    at => {
      const config = JSON.parse(readFileSync(join(at, 'config.json'), 'utf8'))
      writeFileSync(join(at, 'config.json'), JSON.stringify({ ...config, intermediate_size: 32 }))
    },
    /intermediate\.dense\.weight with shape \[16, 8\]; config\.json asks for \[32, 8\]/,
  ],
]
for (const [what, breakIt, expected] of broken)
  test(`${what}: a sentence, and nothing is left in memory`, async () => {
    const at = join(base, 'broken')
    rmSync(at, { recursive: true, force: true })
    cpSync(saved, at, { recursive: true })
    breakIt(at)
    const refused = await load(at, { engine }).catch(error => error)
    assert.is(refused.name, 'Refusal', refused.stack)
    assert.match(refused.message, expected)
    assert.is(tf.memory().numTensors, weighed)
  })

/** An encoder whose text is the sum of its ids, and the shapes of what it was given. */
const summing = () => {
  const read = readTokenizer(tokenizerJson, {})
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  const shapes: number[][] = []
  const stub = {
    tokenizer: read.right,
    maxLength: 6,
    width: 1,
    tokenModules: [],
    modules: [],
    encoder: {
      encode: (_: unknown, { ids, groups }: EncoderInput) => {
        shapes.push(...groups.map(({ rows }) => rows.shape))
        return tf.expandDims(tf.cast(ids, 'float32'), 1)
      },
    },
    pooling: { does: { apply: ({ tokens }: { tokens: tf.Tensor3D }) => tf.sum(tokens, 1) }, settings: {}, to: 1 },
  } as unknown as SentenceEncoder
  const forward = eagerForward(stub, [], () => ({ weights: {}, head: {} }))
  return { encoder: { ...stub, ...forward, tokenizing: tokenizeHere(read.right) }, shapes }
}

test('encodeTexts: the longest texts share a batch', async () => {
  const { encoder, shapes } = summing()
  const { embeddings } = await encodeTexts(encoder, ['a', 'a a a a', 'a a', 'a a a'], { batchSize: 2 })
  assert.equal(shapes, [
    [2, 6],
    [2, 4],
  ])
  assert.equal([...embeddings], [10, 25, 15, 20])
})

test('encodeTexts: a text that comes again is computed once, and stands and counts wherever it comes', async () => {
  const { encoder, shapes } = summing()
  const done: number[] = []
  const asked = ['a', 'a a a a a', 'a a', 'a', 'a a a a a', 'a a a', 'a']
  const { embeddings, truncated } = await encodeTexts(encoder, asked, {
    batchSize: 2,
    progress: each => done.push(each),
  })
  assert.equal(shapes, [
    [2, 6],
    [2, 4],
  ])
  assert.equal([...embeddings], [10, 25, 15, 10, 25, 20, 10])
  assert.is(truncated, 2)
  assert.equal(done, [3, 7])
})

test('a folder is found from the base, and what is no source is said', async () => {
  const { width, dispose } = await load('run/model', { engine, base })
  assert.is(width, 8)
  dispose()
  const refused = await load('ftp:model', { engine }).catch(error => error)
  assert.match(refused.message, /ftp:model is no source of models/)
})

test.run()

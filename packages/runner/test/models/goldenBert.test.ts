import { fileURLToPath } from 'node:url'
import type { Problems } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { test as suite } from 'uvu'
import * as assert from 'uvu/assert'
import { bert } from '../../../core/src/encode/bert.js'
import { noDropout } from '../../../core/src/encode/dropout.js'
import { toGrid } from '../../../core/src/encode/grid.js'
import { type PackedTexts, pack } from '../../src/encode/pack.js'
import { type EngineName, openEngine } from '../../src/engine/engine.js'
import { oneByOne, sideBySide } from '../../src/model/sideBySide.js'
import { toStored, toWeights } from '../../src/model/tensorsOf.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import { golden, goldenFile, hasGolden } from './golden.js'

const test = hasGolden('embeddings and gradients of the reference') ? suite : suite.skip

const right = <A>(read: Either<Problems, A>): A => {
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return read.right
}

const open = async (name: string, engine: EngineName) => {
  right(await openEngine({ engine })())
  const config = right(bert.config(golden(`models/${name}/config.json`)))
  const tensors = right(await readSafetensors(fileURLToPath(goldenFile(`models/${name}/model.safetensors`)))())
  const sides = { sideBySide: bert.sideBySide(config), parameters: bert.parameters(config) }
  for (const [parameter, shape] of Object.entries(sides.parameters))
    assert.equal(tensors.get(parameter)?.shape, shape, parameter)
  const used = new Map([...tensors].filter(([name]) => name in sides.parameters))
  const weights = toWeights(sideBySide(sides, used))
  const { sentences, tokenization, ...expected } = golden(`models/${name}/expected.json`)
  const row = (sentence: string): number => sentences.indexOf(sentence)
  const { input_ids, attention_mask } = tokenization.padded_batch
  const rows = (chosen: readonly number[]) =>
    pack(
      chosen.map(i => input_ids[i].filter((_: number, place: number) => attention_mask[i][place] === 1)),
      config.pad_token_id,
      2,
    )
  return { config, sides, weights, expected, row, rows, all: rows([...sentences.keys()]) }
}

const poolings: Readonly<Record<string, (x: tf.Tensor3D, mask: tf.Tensor2D) => tf.Tensor2D>> = {
  mean: (x, mask) => tf.div(tf.sum(tf.mul(x, tf.expandDims(mask, 2)), 1), tf.sum(mask, 1, true)),
  cls: x => tf.reshape(tf.slice(x, [0, 0, 0], [-1, 1, -1]), [x.shape[0], x.shape[2]]),
  max: (x, mask) => tf.max(tf.add(x, tf.mul(tf.sub(tf.expandDims(mask, 2), 1), 1e9)), 1),
}

/** Rows of tokens as `[sentences, length, width]`. */
const inRows = (tokens: tf.Tensor2D, { sentences }: PackedTexts) => toGrid(tokens, sentences) as tf.Tensor3D

/** The largest difference, relative where values are large, over the values that the reference lists. */
const far = (actual: tf.Tensor | readonly number[], expected: readonly unknown[]): number => {
  const values = actual instanceof tf.Tensor ? actual.dataSync() : actual
  const wanted = expected.flat(4) as number[]
  assert.ok(values.length >= wanted.length)
  return wanted.reduce((most, want, i) => Math.max(most, Math.abs(want - values[i]!) / Math.max(1, Math.abs(want))), 0)
}
const within = (difference: number, tolerance: number, what: string) =>
  assert.ok(difference <= tolerance, `${what} differ by ${difference}`)

for (const engine of ['wasm', 'native'] as const) {
  test(`bert, ${engine}: tokens, every layer, and pooled sentences within 1e-5`, async () => {
    const { config, weights, expected, all } = await open('bert', engine)
    const tokens = inRows(bert.layers(config, weights, all, noDropout).at(-1)!, all)
    const sentence = (x: tf.Tensor3D, i: number) => tf.slice(x, [i, 0, 0], [1, -1, -1])
    for (const [k, i] of expected.token_embeddings.sentence_indexes.entries())
      within(far(sentence(tokens, i), expected.token_embeddings.values[k]), 1e-5, `tokens of sentence ${i}`)
    const layers = bert.layers(config, weights, all, noDropout).map(layer => inRows(layer, all))
    const { sentence_index, values } = expected.hidden_states
    assert.is(layers.length, values.length)
    for (const [k, layer] of layers.entries())
      within(far(sentence(layer, sentence_index), values[k]), 1e-5, `layer ${k}`)
    for (const [mode, pool] of Object.entries(poolings))
      within(far(pool(tokens, all.mask), expected.sentence_embeddings[mode]), 1e-5, mode)
  })

  test(`bert-legacy, ${engine}: normalised max and mean within 1e-5`, async () => {
    const { config, weights, expected, all } = await open('bert-legacy', engine)
    const tokens = inRows(bert.layers(config, weights, all, noDropout).at(-1)!, all)
    within(far(maxAndMean(tokens, all.mask), expected.encode.values), 1e-5, 'embeddings')
  })

  for (const [name, pool] of [
    ['bert', poolings.mean!],
    ['bert-legacy', maxAndMean],
  ] as const)
    test(`${name}, ${engine}: the gradient of every parameter within 1e-4`, async () => {
      const { config, sides, weights, row, rows } = await open(name, engine)
      const { pairs, loss, parameters } = golden(`models/${name}/gradients.json`)
      const [left, right] = [0, 1].map(side => rows(pairs.map((pair: readonly string[]) => row(pair[side]!))))
      const names = Object.keys(weights)
      const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
        const named = Object.fromEntries(names.map((name, i) => [name, tensors[i]!]))
        const [u, v] = [left!, right!].map(side =>
          pool(inRows(bert.layers(config, named, side, noDropout).at(-1)!, side), side.mask),
        )
        const cosine = tf.div(tf.sum(tf.mul(u!, v!), 1), tf.mul(tf.norm(u!, 2, 1), tf.norm(v!, 2, 1)))
        return tf.mean(
          tf.squaredDifference(cosine, tf.tensor1d(pairs.map((pair: readonly unknown[]) => pair[2]))),
        ) as tf.Scalar
      })(Object.values(weights))
      within(far(value, [loss]), 1e-5, 'losses')
      const found = await toStored(Object.fromEntries(names.map((name, i) => [name, grads[i]!])))
      for (const [parameter, { values }] of oneByOne(sides, found)) {
        const { norm, first } = parameters[`0.model.${parameter}`]
        within(far(Array.from(values), first), 1e-4, parameter)
        within(far([Math.hypot(...values)], [norm]), 1e-4, `norms of ${parameter}`)
      }
    })
}

function maxAndMean(x: tf.Tensor3D, mask: tf.Tensor2D): tf.Tensor2D {
  const both = tf.concat([poolings.max!(x, mask), poolings.mean!(x, mask)], 1)
  return tf.div(both, tf.norm(both, 2, 1, true))
}

suite.run()

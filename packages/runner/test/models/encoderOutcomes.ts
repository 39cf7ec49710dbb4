import { type Encoder, noDropout, toGrid, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { prefixed } from '../../src/compute/compiled.js'
import { type PackedTexts, pack } from '../../src/encode/pack.js'
import { openGraphSession } from '../../src/engine/graphSession.js'
import { hasOwnOperations } from '../../src/engine/ownOperations.js'
import { fedTexts } from '../../src/graph/entries/batch.js'
import { input, output, traceEntry } from '../../src/graph/entry.js'
import { fedPrompts } from '../../src/graph/fedPrompts.js'
import { throughPasses } from '../../src/graph/passes/index.js'
import { savedModel } from '../../src/graph/savedModel.js'
import { textFeeds } from '../../src/graph/texts.js'
import { toNode, toTensor, valueAndGradients } from '../../src/graph/traceBackend.js'
import { traceSizes } from '../../src/graph/traceSizes.js'

export type Ids = readonly (readonly number[])[]

/** What an encoder makes of texts, and the gradient of Σ last · cos(0, 1, 2, …) over [texts, length, hidden] by each of its parameters. */
export interface EncoderOutcome {
  /** [texts, length, hidden], zero where there is padding. */
  readonly states: readonly tf.Tensor3D[]
  readonly gradients: Readonly<Record<string, Float32Array>>
}

/** Weights as the encoder holds them; gradients go through, back to the parameters of files. */
const held = ({ sideBySide }: Encoder, weights: Weights): Weights => ({
  ...weights,
  ...Object.fromEntries(
    Object.entries(sideBySide).map(([name, parts]) => [name, tf.concat(parts.map(part => weights[part]!))]),
  ),
})

const statesOf = (encoder: Encoder, weights: Weights, texts: PackedTexts): readonly tf.Tensor3D[] =>
  encoder.layers(held(encoder, weights), texts, noDropout).map(state => toGrid(state, texts.sentences) as tf.Tensor3D)
const shared = (state: tf.Tensor3D): tf.Tensor =>
  tf.sum(tf.mul(state, tf.reshape(tf.cos(tf.range(0, state.size)), state.shape)))

const numbers = (tensor: tf.Tensor): Float32Array => Float32Array.from(tensor.dataSync())

export const eagerOutcome = (encoder: Encoder, weights: Weights, ids: Ids, groups: number): EncoderOutcome => {
  const texts = pack(ids, 0, groups)
  const names = Object.keys(weights)
  const { grads } = tf
    .engine()
    .gradients(() => shared(statesOf(encoder, weights, texts).at(-1)!), Object.values(weights), undefined, true)
  return {
    states: statesOf(encoder, weights, texts),
    gradients: Object.fromEntries(names.flatMap((name, i) => (grads[i] ? [[name, numbers(grads[i])] as const] : []))),
  }
}

/** The same from one graph for all sizes of batches, made as a step is. */
export const openOutcomes = (encoder: Encoder, groups: number) => {
  const entry = 'encoder'
  const shapes = Object.entries(encoder.parameters)
  let [count, names]: [number, readonly string[]] = [0, []]
  const graph = traceEntry(entry, traceSizes(groups), (write, sizes) => {
    const texts = fedTexts(write, entry, sizes.rows!, groups, sizes)
    const weights: Weights = Object.fromEntries(
      shapes.map(([name, shape]) => [name, toTensor(input(write, `${entry}.${name}`, shape, 'float32'))]),
    )
    let states: readonly tf.Tensor3D[] = []
    const { grads } = valueAndGradients(() => {
      states = statesOf(encoder, weights, texts)
      return shared(states.at(-1)!)
    }, Object.values(weights))
    for (const [i, state] of states.entries()) output(write, `${entry}.state${i}`, toNode(state))
    const found = shapes.flatMap(([name], i) => (grads[i] ? [[name, grads[i]] as const] : []))
    for (const [name, gradient] of found) output(write, `${entry}.of.${name}`, toNode(gradient))
    count = states.length
    names = found.map(([name]) => name)
  })
  const passed = throughPasses(graph, { precision: 'float32', ownOperations: hasOwnOperations() })
  const read = fedPrompts([passed])
  const session = openGraphSession(savedModel([passed]))
  const outcome = (weights: Weights, ids: Ids): EncoderOutcome => {
    const fetches = [
      ...Array.from({ length: count }, (_, i) => `${entry}.state${i}`),
      ...names.map(name => `${entry}.of.${name}`),
    ]
    const made = session.run(
      read({ ...prefixed(entry, { ...textFeeds(pack(ids, 0, groups)), ...weights }), ...rowsOf(ids) }),
      fetches,
    )
    return {
      states: made.slice(0, count) as readonly tf.Tensor[] as readonly tf.Tensor3D[],
      gradients: Object.fromEntries(names.map((name, i) => [name, numbers(made[count + i]!)])),
    }
  }
  const rowsOf = (ids: Ids): Weights => ({ [`${entry}.rows`]: tf.scalar(ids.length, 'int32') })
  return { outcome, close: session.close }
}
